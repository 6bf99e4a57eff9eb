/** A column of cells as dates or times: numbers of the format's unit. */
import type { DateFormat } from '../../../../common/tables/column-formats.ts'
import { blanksAmongNumbers, blankText } from '../blanks.ts'
import type { CellColumn } from '../cells.ts'
import type { DateReading } from '../reading.ts'
import { dateReader } from './read-date.ts'

export interface DatesRead {
  readonly reading: DateReading
  /** Rows with something that is no such date: they count as missing. */
  readonly lost: number
}

export function readDates(column: CellColumn, format: DateFormat): DatesRead {
  const { texts, counts, codes } = column
  const read = dateReader(format.parts)
  const blanks = blanksAmongNumbers(texts)
  let lost = 0
  const valueOf = Float64Array.from(texts, (text, code) => {
    const seconds = read(text)
    if (seconds === null && blanks[code] !== true) lost += counts[code] ?? 0
    return seconds === null ? NaN : Math.round(seconds / format.unit)
  })
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = valueOf[codes[row] ?? 0] ?? NaN
  return { reading: { is: 'date', values, format, missingText: blankText(column, blanks) }, lost }
}
