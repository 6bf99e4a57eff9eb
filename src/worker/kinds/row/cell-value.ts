/** A cell that somebody typed as the number that its column holds. Must not know what it is for. */
import { GanvasError } from '../../../common/failure.ts'
import type { EncodedLearnt } from '../../../common/tables/learnt-columns.ts'
import { readCell } from '../../data/rows/read-cell.ts'
import { written } from './bars.ts'

/** @throws GanvasError `bad-cell` */
export function valueOfCell(coded: Exclude<EncodedLearnt, { is: 'category' }>, text: string): number {
  const value = readCell(coded, text.trim())
  if (value !== null && !Number.isNaN(value)) return value
  throw new GanvasError(
    'bad-cell',
    `“${text}” is no ${coded.is} as “${coded.name}” has them.`,
    `Write it as ${written(coded, coded.number.low)}.`,
  )
}
