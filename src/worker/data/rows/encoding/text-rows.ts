/** Decoded rows as cells of text, in the file's order and forms; ids are made new, constants are as they were. Pure. */
import { fork, type Stream } from '../../../../common/numbers/random.ts'
import { makeIds } from '../ids/make-ids.ts'
import { writeDate } from '../dates/write-date.ts'
import { writeNumber } from '../numbers/write-number.ts'
import type { ColumnReading } from '../reading.ts'
import type { DecodedRows } from './decode.ts'

/** [count][columns] @param stream decides which ids are made */
export function textRows(decoded: Pick<DecodedRows, 'count' | 'readings'>, stream: Stream): string[][] {
  const rowAt = rowWriter(decoded, stream)
  return Array.from({ length: decoded.count }, (_, i) => rowAt(i))
}

/** The same, a row at a time. */
export function rowWriter(
  { count, readings }: Pick<DecodedRows, 'count' | 'readings'>,
  stream: Stream,
): (row: number) => string[] {
  const columns = readings.map((reading, at) => cellsOf(reading, count, fork(stream, at)))
  return (row) => columns.map((cell) => cell(row))
}

function cellsOf(reading: ColumnReading, count: number, stream: Stream): (row: number) => string {
  switch (reading.is) {
    case 'number': {
      const { values, marks, words, format, missingText } = reading
      return (row) => {
        const value = values[row] ?? NaN
        if (!Number.isNaN(value)) return writeNumber(value, format)
        return words[marks?.[row] ?? -1] ?? missingText
      }
    }
    case 'date': {
      const { values, format, missingText } = reading
      return (row) => {
        const value = values[row] ?? NaN
        return Number.isNaN(value) ? missingText : writeDate(value, format)
      }
    }
    case 'category': {
      const { codes, labels, missingText } = reading
      return (row) => labels[codes[row] ?? -1] ?? missingText
    }
    case 'id': {
      const ids = makeIds(reading.pattern, count, stream)
      return (row) => ids[row] ?? ''
    }
    case 'constant':
      return () => reading.text
  }
}
