/** The facts of the data that are there, or of the catalogue's entry before there are any; and whether a condition holds. */
import { datasetEntry, MOST_CLASSES, type DatasetId } from '../catalog/datasets.ts'
import type { Condition, Facts, When } from '../catalog/facts.ts'
import type { ItemSpec } from '../items/item-spec.ts'
import { itemKindOf, type DataInUse } from './item-kind.ts'
import type { RunConfig } from './run-config.ts'

interface Given {
  readonly config: { readonly dataset: DatasetId; readonly channels?: RunConfig['channels'] }
  readonly dataset: DataInUse
}

/** The data's own word where they have one; the catalogue's for the rest, and before there are data. */
export function factsOf({ config, dataset }: Given): Facts {
  const {
    origin,
    parameters,
    modesKnown = false,
    labelled = false,
    classifier,
    shipped,
  } = datasetEntry(config.dataset)
  const here = dataset?.id === config.dataset ? dataset : null
  const known = here?.classes
  const item = itemKindOf({ config, dataset })
  return {
    item,
    origin,
    parameters,
    classes: known === undefined ? labelled : hasClasses(known),
    modesKnown,
    colour: item === 'picture' && hasColour(here?.item ?? null, config.channels, shipped?.channels),
    pairs: here === null ? origin === 'own' : here.pairs !== undefined,
    classifier: classifier !== undefined,
  }
}

/** Pictures in gray have none, whether they are so or are made so. @param shipped channels of the catalogue’s own pictures */
function hasColour(
  item: ItemSpec | null,
  channels: RunConfig['channels'] | undefined,
  shipped: number | undefined,
): boolean {
  if (channels === 'gray') return false
  return item?.kind === 'picture' ? item.channels === 3 : shipped !== 1
}

/** Whether these are classes that the networks can be told. */
export function hasClasses(classes: readonly string[]): boolean {
  return classes.length > 1 && classes.length <= MOST_CLASSES
}

/** Whether all of the conditions hold. @param facts of the same config */
export function holds(when: When, config: RunConfig, facts: Facts): boolean {
  return Object.entries<Condition | undefined>(when).every(
    ([key, condition]) => condition === undefined || meets(asked(key, config, facts), condition),
  )
}

function asked(key: string, config: RunConfig, facts: Facts): unknown {
  if (Object.hasOwn(facts, key)) return facts[key as keyof Facts]
  return Object.hasOwn(config, key) ? config[key as keyof RunConfig] : undefined
}

function meets(value: unknown, condition: Condition): boolean {
  if (condition === 'above zero') return typeof value === 'number' && value > 0
  if (condition === 'other than one') return typeof value === 'number' && value !== 1
  if (typeof condition === 'boolean') return value === condition
  return condition.some((wanted) => (Array.isArray(value) ? value.includes(wanted) : value === wanted))
}
