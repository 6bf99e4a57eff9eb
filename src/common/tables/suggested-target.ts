/** Which column of a table is most likely meant to be predicted, where nobody said it. Pure. */
import { learntColumns } from './learnt-columns.ts'
import type { TableEncoding } from './table-encoding.ts'

/** Names of more categories than these are rather places or products than classes. */
const MOST_CLASSES = 20

/**
 * The category column with the fewest categories, the last of equals, as tables tend to end with what they are about; null where no
 * column has few. @returns the column's name
 */
export function suggestedTarget(encoding: TableEncoding): string | null {
  let [best, fewest]: [string | null, number] = [null, MOST_CLASSES]
  for (const { column } of learntColumns(encoding)) {
    if (column.is !== 'category') continue
    const count = column.labels.top.length + column.labels.others.length
    if (count > fewest || count < 2) continue
    best = column.name
    fewest = count
  }
  return best
}
