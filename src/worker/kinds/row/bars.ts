/** A column's rows counted into bars that reals and fakes share: the range of the training rows, and what stands beside it. Pure. */
import { partNames } from '../../../common/tables/encoding-spans.ts'
import type { EncodedLearnt } from '../../../common/tables/learnt-columns.ts'
import type { NumberCoding } from '../../../common/tables/table-encoding.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { writeDate } from '../../data/rows/dates/write-date.ts'
import { writeNumber } from '../../data/rows/numbers/write-number.ts'
import type { ColumnBars } from '../../draw/scene.ts'

const BINS = 20
/** Labels with a bar of their own; the others share one. */
const MOST_LABELS = 12

export interface Counter extends Pick<ColumnBars, 'name' | 'bins' | 'ends' | 'labels'> {
  /** Shares of the rows, one for each bar. */
  readonly shares: (column: TableColumn) => Float64Array
}

/** @param column as it was fitted */
export function counterFor(column: EncodedLearnt): Counter {
  return column.is === 'category' ? countsLabels(column) : countsNumbers(column)
}

/** How a value of a number or date is written. */
export function written(column: Exclude<EncodedLearnt, { is: 'category' }>, value: number): string {
  if (Number.isNaN(value)) return column.missingText === '' ? '–' : column.missingText
  return column.is === 'date' ? writeDate(value, column.format) : writeNumber(value, column.format)
}

function countsLabels(column: Extract<EncodedLearnt, { is: 'category' }>): Counter {
  const { top, others, missing } = column.labels
  const known = top.slice(0, MOST_LABELS).map(({ label }) => label)
  const rest = top.length > known.length || others.length > 0
  const labels = [...known, ...(rest ? ['(other)'] : []), ...(missing > 0 ? ['(missing)'] : [])]
  return {
    name: column.name,
    bins: 0,
    ends: [],
    labels,
    shares: (made) => {
      if (made.kind !== 'category') return new Float64Array(labels.length)
      const barOf = made.labels.map((label) => {
        const at = known.indexOf(label)
        return at < 0 && rest ? known.length : at
      })
      const none = missing > 0 ? labels.length - 1 : -1
      return countedInto(labels.length, made.codes.length, (row) => {
        const code = made.codes[row] ?? -1
        return code < 0 ? none : (barOf[code] ?? -1)
      })
    },
  }
}

function countsNumbers(column: Exclude<EncodedLearnt, { is: 'category' }>): Counter {
  const { number } = column
  const { low, high, specials, modes, missing } = number
  const values = specials.flatMap(({ value }) => (value === null ? [] : [value]))
  const names = partNames(column).slice(modes.length)
  const valueNames = specials.flatMap(({ value, text }) => (value === null ? [] : [text]))
  const hasNone = missing > 0 || names.length > valueNames.length
  const labels = [...valueNames, ...(hasNone ? ['(missing)'] : [])]
  const place = placeIn(number)
  return {
    name: column.name,
    bins: BINS,
    ends: [written(column, low), written(column, high)],
    labels,
    shares: (made) => {
      const bars = BINS + labels.length
      if (made.kind !== 'number') return new Float64Array(bars)
      return countedInto(bars, made.values.length, (row) => {
        const value = made.values[row] ?? NaN
        if (Number.isNaN(value)) return hasNone ? bars - 1 : -1
        const special = values.indexOf(value)
        return special >= 0 ? BINS + special : Math.min(BINS - 1, Math.floor(BINS * place(value)))
      })
    },
  }
}

/** Where a value lies between the ends of the range, 0 to 1: along its logarithm, where that is what is learnt. */
export function placeIn({
  low,
  high,
  log,
}: Pick<NumberCoding, 'low' | 'high' | 'log'>): (value: number) => number {
  const told = (value: number) => (log === null ? value : Math.log(value + log))
  const [from, to] = [told(low), told(high)]
  return (value) => (to > from ? Math.min(1, Math.max(0, (told(value) - from) / (to - from))) : 0.5)
}

function countedInto(bars: number, rows: number, barOf: (row: number) => number): Float64Array {
  const shares = new Float64Array(bars)
  for (let row = 0; row < rows; row++) {
    const bar = barOf(row)
    if (bar >= 0) shares[bar] = (shares[bar] ?? 0) + 1 / rows
  }
  return shares
}
