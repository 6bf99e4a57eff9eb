/** Nearest neighbours by brute force: radii of k-NN balls, and each row's nearest in another set. */
import { countRows, sameSpace, squaredDistance, type Rows } from './rows.ts'
import { Allowance, type Sliced } from './slices.ts'

/** Radius² of a row that has no k finite neighbours: holds nothing, as no squared distance is below it. */
export const NO_BALL = -1

/**
 * Squared distance of each row to its k-th nearest other row, [n]. Cost n²d/2.
 * Duplicates count as neighbours at distance 0.
 */
export function* neighbourRadii(rows: Rows, k: number): Sliced<Float64Array> {
  const count = countRows(rows, k + 1)
  const nearest = new Float64Array(count * k).fill(Infinity)
  const allowance = new Allowance()
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const squared = squaredDistance(rows, i, rows, j)
      keepSmallest(nearest, i * k, k, squared)
      keepSmallest(nearest, j * k, k, squared)
    }
    if (allowance.spend(i * rows.dimensions)) yield
  }
  return Float64Array.from({ length: count }, (_, i) => {
    const radius = nearest[i * k + k - 1] ?? Infinity
    return Number.isFinite(radius) ? radius : NO_BALL
  })
}

/** Inserts `value` into the ascending list of `k` smallest at `start`; NaN is never smaller. */
function keepSmallest(list: Float64Array, start: number, k: number, value: number): void {
  let at = start + k - 1
  if (!(value < (list[at] ?? 0))) return
  while (at > start && (list[at - 1] ?? 0) > value) {
    list[at] = list[at - 1] ?? 0
    at--
  }
  list[at] = value
}

/**
 * Distance of each of the first `count` rows to its nearest row that is not the same: exact duplicates say nothing of how
 * dense a set is. Infinity where all are the same. Cost count·n·d.
 */
export function* spacings(rows: Rows, count: number): Sliced<Float64Array> {
  const total = countRows(rows)
  const distances = new Float64Array(Math.min(count, total)).fill(Infinity)
  const allowance = new Allowance()
  for (let i = 0; i < distances.length; i++) {
    let best = Infinity
    for (let j = 0; j < total; j++) {
      const squared = squaredDistance(rows, i, rows, j)
      if (squared > 0 && squared < best) best = squared
    }
    distances[i] = Math.sqrt(best)
    if (allowance.spend(total * rows.dimensions)) yield
  }
  return distances
}

export interface Nearest {
  /** Row of `items` nearest to each query; −1 for a query that is not finite. */
  indices: Int32Array
  /** Euclidean distance to it; Infinity for a query that is not finite. */
  distances: Float64Array
}

/** The nearest of `items` for each query. Cost n·m·d. */
export function* nearestItems(queries: Rows, items: Rows): Sliced<Nearest> {
  sameSpace(queries, items)
  const count = countRows(queries)
  const itemCount = countRows(items)
  const indices = new Int32Array(count).fill(-1)
  const distances = new Float64Array(count).fill(Infinity)
  const allowance = new Allowance()
  for (let i = 0; i < count; i++) {
    let best = Infinity
    for (let j = 0; j < itemCount; j++) {
      const squared = squaredDistance(queries, i, items, j)
      if (squared < best) {
        best = squared
        indices[i] = j
      }
      if (allowance.spend(items.dimensions)) yield
    }
    distances[i] = Math.sqrt(best)
  }
  return { indices, distances }
}
