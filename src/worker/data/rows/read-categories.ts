/** A column of cells as categories: each different text is a label. */
import { blankText } from './blanks.ts'
import type { CellColumn } from './cells.ts'
import type { CategoryReading } from './reading.ts'

export function readCategories(column: CellColumn, blanks: readonly boolean[]): CategoryReading {
  const { texts, codes } = column
  const labels: string[] = []
  const labelOf = Int32Array.from(texts, (text, code) => (blanks[code] === true ? -1 : labels.push(text) - 1))
  return {
    is: 'category',
    codes: codes.map((code) => labelOf[code] ?? -1),
    labels,
    missingText: blankText(column, blanks),
  }
}
