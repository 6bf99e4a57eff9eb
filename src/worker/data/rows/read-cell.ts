/** One cell that a person typed, read as its column has them. Pure. */
import type { EncodedLearnt } from '../../../common/tables/learnt-columns.ts'
import { dateReader } from './dates/read-date.ts'
import { numberIn, unitAmong } from './numbers/number-cells.ts'

/** Null of what the column cannot hold. */
export function readCell(column: Exclude<EncodedLearnt, { is: 'category' }>, text: string): number | null {
  if (column.is === 'number') {
    const decimals = column.format.mark === ',' ? 'comma' : 'point'
    return numberIn(text, unitAmong([text], decimals), decimals)
  }
  const seconds = dateReader(column.format.parts)(text)
  return seconds === null ? null : seconds / column.format.unit
}
