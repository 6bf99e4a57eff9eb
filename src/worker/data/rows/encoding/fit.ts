/** Fits how rows of a table become numbers: on training rows alone, so that held-out rows leave no trace in it. */
import type { EncodedColumn, TableEncoding } from '../../../../common/tables/table-encoding.ts'
import { fork, type Stream } from '../../../../common/numbers/random.ts'
import type { Steps } from '../../readers/in-turns.ts'
import type { ColumnReading } from '../reading.ts'
import { noTrainingRows } from '../reasons.ts'
import { MOST_LABELS, type UnderstoodTable } from '../understand.ts'
import { labelCoding } from './label-coding.ts'
import { numberCoding } from './number-coding.ts'

/**
 * One turn a column. What forms have (decimals, the order of a date, an id's pattern) was read from all rows; what values have
 * (range, modes, labels, their counts) is of these rows.
 * @param rows training rows, by their number in the table
 * @param stream which of them the modes are fitted on, where there are many
 * @throws GanvasError `no-training-rows`
 */
export function* fitSteps(table: UnderstoodTable, rows: Uint32Array, stream: Stream): Steps<TableEncoding> {
  if (rows.length === 0) throw noTrainingRows()
  const columns: EncodedColumn[] = []
  for (const [at, reading] of table.readings.entries()) {
    const name = table.profiles[at]?.name ?? ''
    const log = table.choice.columns.find((column) => column.at === at)?.log
    columns.push(fitted(name, reading, rows, fork(stream, at), log))
    yield (at + 1) / table.readings.length
  }
  return { version: 1, rows: rows.length, header: table.header, format: table.format, columns }
}

function fitted(
  name: string,
  reading: ColumnReading,
  rows: Uint32Array,
  stream: Stream,
  log?: boolean,
): EncodedColumn {
  switch (reading.is) {
    case 'number': {
      const { format, missingText } = reading
      return { is: 'number', name, number: numberCoding(reading, rows, stream, log), format, missingText }
    }
    case 'date': {
      const { format, missingText } = reading
      return { is: 'date', name, number: numberCoding(reading, rows, stream, false), format, missingText }
    }
    case 'category':
      return {
        is: 'category',
        name,
        labels: labelCoding(reading, rows, MOST_LABELS),
        missingText: reading.missingText,
      }
    case 'id':
      return { is: 'id', name, pattern: reading.pattern }
    case 'constant':
      return { is: 'constant', name, text: reading.text }
  }
}
