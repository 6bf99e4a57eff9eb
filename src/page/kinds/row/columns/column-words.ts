/** What the list of columns says, and what of a column can be chosen. Pure. */
import type { RowItem } from '../../../../common/items/item-spec.ts'
import { widthOf } from '../../../../common/tables/encoding-spans.ts'
import { learntColumns } from '../../../../common/tables/learnt-columns.ts'
import type { ColumnProfile } from '../../../../common/tables/column-profile.ts'
import type { EncodedColumn, TableEncoding } from '../../../../common/tables/table-encoding.ts'
import { wholeNumber } from '../../../ui/kit/number-words.ts'

/** “12 % missing”; empty where nothing is. */
export function missingWords(missing: number): string {
  if (missing === 0) return ''
  const percent = 100 * missing
  return `${percent < 1 ? '< 1' : Math.round(percent)} % missing`
}

/** “7 columns, 6 of them learnt”. */
export function countWords(encoding: TableEncoding): string {
  const all = encoding.columns.length
  const learnt = learntColumns(encoding).length
  const columns = `${wholeNumber(all)} ${all === 1 ? 'column' : 'columns'}`
  return learnt === all
    ? `${columns}, all of them learnt`
    : `${columns}, ${wholeNumber(learnt)} of them learnt`
}

/** “A row becomes 54 numbers; both networks have 1.2 million.” @param parameters of both; null before they stand */
export function costWords({ encoding }: RowItem, parameters: number | null): string {
  const width = wholeNumber(widthOf(encoding))
  const row = `A row becomes ${width} numbers`
  return parameters === null ? `${row}.` : `${row}; the two networks learn ${wholeNumber(parameters)}.`
}

/** Whether a logarithm can be learnt: of numbers that reach from nought or above, or where one is. */
export function mayBeLogged({ meaning, numbers }: ColumnProfile): boolean {
  return (
    meaning === 'number' &&
    numbers !== null &&
    (numbers.log || (numbers.low >= 0 && numbers.high > numbers.low))
  )
}

/** Whether its dates have the day before the month; null where the year comes first, or the month is a word. */
export function dayComesFirst(column: EncodedColumn | undefined): boolean | null {
  if (column?.is !== 'date') return null
  const order = column.format.parts.map(({ is }) => is)
  const [year, month, day] = [order.indexOf('year'), order.indexOf('month'), order.indexOf('day')]
  if (month < 0 || day < 0 || (year >= 0 && year < Math.min(month, day))) return null
  return day < month
}
