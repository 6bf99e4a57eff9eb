/**
 * How far apart rows are: the mean over columns of min(|Δ| / range, 1) for numbers and of 0 or 1 for categories; a value
 * missing in one row alone counts 1, in both 0. SDMetrics' distance to the closest record (DCR). Must not judge by it.
 */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { rowCount } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { boundsOf } from './column-figures.ts'

/** The rows that others are measured against, one after the other, numbers first. */
export interface RowSpace {
  readonly columns: readonly TableColumn[]
  readonly order: readonly number[]
  readonly values: Float64Array
  /** Greatest less least known value of each number; 0 where constant, NaN where all are missing. */
  readonly ranges: Float64Array
  readonly count: number
}

export interface NearestRows {
  /** Row of the reference nearest to each query; −1 where there is none. */
  readonly rows: Int32Array
  /** Its distance, in [0, 1]; NaN where there is none. */
  readonly distances: Float64Array
}

/** @param ranges of the numbers in the order of `columns`, when not the reference's own */
export function rowSpace(columns: readonly TableColumn[], ranges?: Float64Array): RowSpace {
  const order = [...columns.keys()].sort((a, b) => rank(columns[a]) - rank(columns[b]) || a - b)
  return {
    columns,
    order,
    values: rowMajor(columns, order),
    ranges: ranges ?? rangesOf(columns),
    count: rowCount(columns),
  }
}

/** Greatest less least known value of each number column, in order. */
export function rangesOf(columns: readonly TableColumn[]): Float64Array {
  const ranges: number[] = []
  for (const column of columns) {
    if (column.kind !== 'number') continue
    const [low, high] = boundsOf(column.values)
    ranges.push(high - low)
  }
  return Float64Array.from(ranges)
}

/** The nearest row of `reference` to each query. Cost n·m·d at most. @throws GanvasError `table-columns-differ` */
export function* nearestRows(queries: readonly TableColumn[], reference: RowSpace): Sliced<NearestRows> {
  const count = rowCount(queries)
  const d = reference.order.length
  const own = rowMajor(alignLabels(reference.columns, queries), reference.order)
  const rows = new Int32Array(count).fill(-1)
  const distances = new Float64Array(count).fill(NaN)
  const allowance = new Allowance()
  for (let i = 0; i < count; i++) {
    let best = Infinity
    for (let j = 0; j < reference.count; j++) {
      const sum = distanceWithin(own, i * d, reference, j * d, best)
      if (sum < best) {
        best = sum
        rows[i] = j
      }
    }
    if (best < Infinity) distances[i] = best / d
    if (allowance.spend(reference.count * d)) yield
  }
  return { rows, distances }
}

/** The sum over columns, or anything at or above `most` as soon as it has come so far. */
function distanceWithin(
  own: Float64Array,
  from: number,
  reference: RowSpace,
  to: number,
  most: number,
): number {
  const { values, ranges, order } = reference
  const numbers = ranges.length
  let sum = 0
  for (let c = 0; c < order.length && sum < most; c++) {
    const x = own[from + c] ?? NaN
    const y = values[to + c] ?? NaN
    if (x === y) continue
    if (c >= numbers) sum += 1
    else if (Number.isNaN(x) || Number.isNaN(y)) sum += Number.isNaN(x) && Number.isNaN(y) ? 0 : 1
    else {
      // Without a range (a constant, or nothing known) whatever differs is as far as can be.
      const range = ranges[c] ?? 0
      const difference = Math.abs(x - y)
      sum += difference < range ? difference / range : 1
    }
  }
  return sum
}

function rank(column: TableColumn | undefined): number {
  return column?.kind === 'number' ? 0 : 1
}

function rowMajor(columns: readonly TableColumn[], order: readonly number[]): Float64Array {
  const count = rowCount(columns)
  const d = order.length
  const out = new Float64Array(count * d)
  order.forEach((column, place) => {
    const from = columns[column]
    if (from === undefined) return
    const source = from.kind === 'number' ? from.values : from.codes
    for (let i = 0; i < count; i++) out[i * d + place] = source[i] ?? NaN
  })
  return out
}
