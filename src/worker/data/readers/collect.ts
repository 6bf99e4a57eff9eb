/** Decides which kind of dataset becomes of what was found, and leaves the rest out with its reason. The one place that does. */
import { fromFailure, GanvasError } from '../../../common/failure.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import type { Dataset } from '../dataset.ts'
import { MIN_ITEMS } from '../limits.ts'
import { collectPictures, picturesIn } from './collect-pictures.ts'
import { collectPoints } from './collect-points.ts'
import type { Found } from './find.ts'
import type { Wanted } from './picture.ts'
import { picturesBesidePoints, pointsBesidePictures } from './reasons.ts'
import { skip } from './skip.ts'

/**
 * Pictures win over points, unless there are too few to train on.
 * @param skipped gets what is left out here as well @throws GanvasError `cancelled`, or why there is nothing to train on
 */
export async function collect(
  found: readonly Found[],
  skipped: SkippedItem[],
  wanted: Wanted & { room: number },
  signal: AbortSignal,
  name: string,
): Promise<Dataset> {
  const tables = found.filter((item) => item.holds === 'table')
  const pictures = found.filter((item) => item.holds !== 'table')
  const points = tables.reduce((sum, table) => sum + table.rows.length / 2, 0)
  const squares = picturesIn(pictures)
  if (squares >= MIN_ITEMS) {
    skipped.push(...tables.map((table) => skip(table.name, pointsBesidePictures(table.name))))
    return collectPictures(pictures, skipped, wanted, signal, name)
  }
  if (points < MIN_ITEMS) throw tooFew(squares + points, skipped)
  skipped.push(...pictures.map((item) => skip(item.name, picturesBesidePoints(item.name))))
  return collectPoints(tables, skipped, name)
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
