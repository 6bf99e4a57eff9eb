/** Samples as rows of numbers [n, d]: points, pixels or features alike. Must not know what the numbers mean. */
import { GanvasError } from '../../../common/failure.ts'

/** n rows of `dimensions` numbers each, one after the other. */
export interface Rows {
  readonly values: Float32Array
  readonly dimensions: number
}

/** How many rows there are. @throws GanvasError `metric-input` when there are fewer than `least` or a broken one */
export function countRows(rows: Rows, least = 1): number {
  const count = rows.values.length / rows.dimensions
  if (Number.isInteger(count) && count >= least) return count
  throw new GanvasError(
    'metric-input',
    `This figure needs at least ${least} samples of ${rows.dimensions} numbers; got ${rows.values.length} numbers.`,
    'Measure over more samples.',
  )
}

/** Checks that two sets live in the same space. @throws GanvasError `metric-input` */
export function sameSpace(a: Rows, b: Rows): void {
  if (a.dimensions === b.dimensions) return
  throw new GanvasError(
    'metric-input',
    `The two sets have ${a.dimensions} and ${b.dimensions} numbers per sample.`,
    'Measure both through the same features.',
  )
}

/** ‖aᵢ − bⱼ‖² (Euclid); NaN when either row is not finite. Cost d. */
export function squaredDistance(a: Rows, i: number, b: Rows, j: number): number {
  const d = a.dimensions
  const left = i * d
  const right = j * d
  let total = 0
  for (let k = 0; k < d; k++) {
    const difference = (a.values[left + k] ?? NaN) - (b.values[right + k] ?? NaN)
    total += difference * difference
  }
  return total
}

/** True when every number of row i is finite. */
export function rowIsFinite(rows: Rows, i: number): boolean {
  const start = i * rows.dimensions
  for (let k = start; k < start + rows.dimensions; k++) {
    if (!Number.isFinite(rows.values[k])) return false
  }
  return true
}

/** The first `count` rows, as a view. */
export function firstRows(rows: Rows, count: number): Rows {
  return { values: rows.values.subarray(0, count * rows.dimensions), dimensions: rows.dimensions }
}
