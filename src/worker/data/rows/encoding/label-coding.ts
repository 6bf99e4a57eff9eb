/** How a column of categories is told, fitted on training rows: the most frequent labels, and all others together. Pure. */
import type { LabelCoding } from '../../../../common/tables/table-encoding.ts'
import { labelCounts } from '../pictures.ts'
import type { CategoryReading } from '../reading.ts'

/** @param most labels with a part of their own */
export function labelCoding(
  { codes, labels }: CategoryReading,
  rows: Uint32Array,
  most: number,
): LabelCoding {
  const all = labelCounts(codes, labels, rows).filter(({ count }) => count > 0)
  // One alone needs no other one's place.
  const top = all.length === most + 1 ? most + 1 : most
  const filled = all.reduce((sum, { count }) => sum + count, 0)
  return { top: all.slice(0, top), others: all.slice(top), missing: rows.length - filled }
}
