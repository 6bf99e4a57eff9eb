/** Decides which kind of dataset becomes of what was found, and leaves the rest out with its reason. The one place that does. */
import { fromFailure, GanvasError } from '../../../common/failure.ts'
import type { DataChoice, Trouble } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import type { Dataset } from '../dataset.ts'
import { MIN_ITEMS } from '../limits.ts'
import type { Found } from '../readers/find.ts'
import type { Wanted } from '../readers/picture.ts'
import { picturesBesidePoints, pointsBesidePictures } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { pointsIn, type TablePoints } from '../tables/points.ts'
import type { Table } from '../tables/table-types.ts'
import { collectPictures, picturesIn } from './collect-pictures.ts'
import { collectPoints } from './collect-points.ts'

export interface ToCollect {
  readonly found: readonly Found[]
  readonly skipped: readonly SkippedItem[]
  readonly wanted: Wanted & { readonly room: number }
  readonly signal: AbortSignal
  /** What was found about the pictures while they were read. */
  readonly troubles: readonly Trouble[]
  /** What to call the set. */
  readonly name: string
}

/**
 * Pictures win over points, unless there are too few to train on.
 * @throws GanvasError `cancelled`, or why there is nothing to train on
 */
export async function collect({
  found,
  skipped: before,
  wanted,
  signal,
  name,
  troubles,
}: ToCollect): Promise<Dataset> {
  const tables = found.flatMap((item) => (item.holds === 'table' ? [item.table] : []))
  const pictures = found.flatMap((item) => (item.holds === 'table' ? [] : [item]))
  const squares = picturesIn(pictures)
  if (squares >= MIN_ITEMS) {
    const beside = tables.map((table) => skip(table.name, pointsBesidePictures(table.name)))
    return collectPictures({
      found: pictures,
      skipped: [...before, ...beside],
      wanted,
      signal,
      name,
      guesses: [],
      troubles,
    })
  }
  const { usable, skipped } = pointsOf(tables, wanted.choice)
  const points = usable.reduce((sum, table) => sum + table.points.length / 2, 0)
  const all = [...before, ...skipped]
  if (points < MIN_ITEMS) throw tooFew(squares + points, all)
  const beside = pictures.map((item) => skip(item.name, picturesBesidePoints(item.name)))
  return collectPoints({
    tables: usable,
    skipped: [...all, ...beside],
    name,
    choice: wanted.choice,
    guesses: [],
  })
}

/** The points of each table; a table without any is left out with its reason. */
function pointsOf(tables: readonly Table[], choice: DataChoice) {
  const usable: TablePoints[] = []
  const skipped: SkippedItem[] = []
  for (const table of tables) {
    try {
      usable.push(pointsIn(table, choice))
    } catch (thrown) {
      skipped.push(skip(table.name, thrown))
    }
  }
  return { usable, skipped }
}

/** Why there is nothing to train on: the very reason when there is one file, else how many and the first. */
function tooFew(usable: number, skipped: readonly SkippedItem[]): GanvasError {
  const [first] = skipped
  if (usable === 0 && first !== undefined && skipped.length === 1) return fromFailure(first.reason)
  const why = first === undefined ? '' : ` The first of ${skipped.length} left out: ${first.reason.sentence}`
  if (usable === 0 && first === undefined)
    return new GanvasError(
      'nothing-to-open',
      'There was no file in what was opened.',
      'Drop files or a folder.',
    )
  const sentence =
    usable === 0 ? 'None of the files can be used.' : 'Only one item can be used; a set needs two.'
  return new GanvasError(
    usable === 0 ? 'nothing-usable' : 'too-few-items',
    sentence + why,
    'Add more pictures, or a table of points.',
  )
}
