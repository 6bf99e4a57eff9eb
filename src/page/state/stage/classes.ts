/** The classes a person may pick among. Pure readings of the state. */
import { MOST_CLASSES } from '../../../common/catalog/datasets.ts'
import type { RunView } from '../run/sides.ts'

type Seen = Pick<RunView, 'config' | 'dataset'>

/** Names of a conditional run's classes; null where it has none. The same array for the same dataset. */
export function classesOf({ config, dataset }: Seen): readonly string[] | null {
  if (config.conditional === 'none' || dataset === null) return null
  return dataset.classes.length > 1 ? dataset.classes : null
}

/** The picked class's name; null while all are shown. */
export function pickedName(state: Seen & Pick<RunView, 'view'>): string | null {
  const { pickedClass } = state.view
  return pickedClass === null ? null : (classesOf(state)?.[pickedClass] ?? null)
}

/** Why conditional training is not on offer with the data that are there; null where it is, or nobody knows yet. */
export function whyNoClasses({ dataset }: Pick<RunView, 'dataset'>): string | null {
  if (dataset === null) return null
  const { length } = dataset.classes
  if (length > MOST_CLASSES)
    return `${dataset.label} have ${length} classes: more than the networks can be told.`
  return length > 1 ? null : `${dataset.label} have no classes. Put pictures in a folder for each class.`
}

/** Columns of the grid that give each class its own, where there is room; null where nothing need change. */
export function columnsForClasses(state: Seen): number | null {
  const count = classesOf(state)?.length ?? 0
  return count > 1 && count <= MOST_COLUMNS ? count : null
}

/** As many as the stage offers. */
const MOST_COLUMNS = 12
