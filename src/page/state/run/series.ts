/**
 * Thins a window of a run's history to what a chart of so many pixels can show. Must not copy the whole history, and
 * must not let old parts of the curve change while new rows arrive.
 */
import type { SeriesColumn } from '../../../common/numbers/series-columns.ts'
import type { Series } from '../../../common/numbers/series.ts'

/** Rows of a chart: `steps[i]` with `values[column][i]`, all of one length, steps ascending. */
export interface Thinned {
  steps: Float32Array
  values: Record<string, Float32Array>
}

/** Steps shown, both ends included. */
export interface StepWindow {
  from: number
  to: number
}

/**
 * The rows of a window, exactly while they fit, else two rows per bucket that keep each column's least and greatest
 * value in the order in which they came, so that no spike is lost. A bucket is 2ⁿ rows counted from the first row of
 * all: a bucket once full looks the same in every later picture, so the curve does not shimmer as it grows.
 * NaN is left out of a bucket unless it holds nothing else.
 * @param points at most so many rows come back (at least 2)
 */
export function thin(
  series: Series,
  columns: readonly SeriesColumn[],
  window: StepWindow,
  points: number,
): Thinned {
  const first = series.rowAt(window.from)
  const end = series.rowAt(window.to + 1)
  return end - first <= points
    ? exactRows(series, columns, first, end)
    : bucketRows(series, columns, first, end, Math.max(1, points >> 1))
}

function exactRows(series: Series, columns: readonly SeriesColumn[], first: number, end: number): Thinned {
  const values: Record<string, Float32Array> = {}
  for (const name of columns) values[name] = series.column(name).slice(first, end)
  return { steps: series.column('step').slice(first, end), values }
}

function bucketRows(
  series: Series,
  columns: readonly SeriesColumn[],
  first: number,
  end: number,
  buckets: number,
): Thinned {
  const size = bucketSize(first, end, buckets)
  const from = Math.floor(first / size)
  const count = Math.ceil(end / size) - from
  const steps = new Float32Array(2 * count)
  const step = series.column('step')
  for (let bucket = 0; bucket < count; bucket++) {
    steps[2 * bucket] = step[Math.max(first, (from + bucket) * size)] ?? 0
    steps[2 * bucket + 1] = step[Math.min(end, (from + bucket + 1) * size) - 1] ?? 0
  }
  const values: Record<string, Float32Array> = {}
  for (const name of columns) values[name] = extremes(series.column(name), first, end, size, from, count)
  return { steps, values }
}

/** The smallest power of two whose aligned buckets over [first, end) number at most `buckets`. */
function bucketSize(first: number, end: number, buckets: number): number {
  let size = 1
  while (Math.ceil(end / size) - Math.floor(first / size) > buckets) size *= 2
  return size
}

function extremes(
  column: Float32Array,
  first: number,
  end: number,
  size: number,
  from: number,
  count: number,
): Float32Array {
  const out = new Float32Array(2 * count)
  for (let bucket = 0; bucket < count; bucket++) {
    const start = Math.max(first, (from + bucket) * size)
    const stop = Math.min(end, (from + bucket + 1) * size)
    let least = NaN
    let greatest = NaN
    let leastAt = start
    let greatestAt = start
    for (let row = start; row < stop; row++) {
      const value = column[row] ?? NaN
      if (value < least || (least !== least && value === value)) {
        least = value
        leastAt = row
      }
      if (value > greatest || (greatest !== greatest && value === value)) {
        greatest = value
        greatestAt = row
      }
    }
    out[2 * bucket] = leastAt <= greatestAt ? least : greatest
    out[2 * bucket + 1] = leastAt <= greatestAt ? greatest : least
  }
  return out
}
