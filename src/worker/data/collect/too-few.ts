/** Says why there is nothing to train on. Decides nothing. */
import { fromFailure, GanvasError } from '../../../common/failure.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'

/** The very reason when there is one file, else how many and the first. */
export function tooFew(usable: number, skipped: readonly SkippedItem[]): GanvasError {
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
    // What helps one of them helps all where all have the same fault.
    usable === 0 && first !== undefined && skipped.every(({ reason }) => reason.code === first.reason.code)
      ? first.reason.nextStep
      : 'Add more pictures, or a table of points.',
  )
}
