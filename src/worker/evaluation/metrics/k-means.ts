/**
 * Bins of a data space, fitted once on reals by k-means: what effective modes and NDB are counted in. Stands in for the
 * modes where none are known. Must not see a fake.
 */
import { fork, integers, uniforms, type Stream } from '../../../common/numbers/random.ts'
import { countRows, rowIsFinite, squaredDistance, type Rows } from './rows.ts'
import { Allowance, type Sliced } from './slices.ts'

export interface Bins {
  /** [K, d] */
  readonly centres: Rows
  /** Share of the fitted reals in each bin, [K]. */
  readonly shares: Float64Array
  /** How many reals the bins were fitted on. */
  readonly fittedOn: number
}

/** Bin of a row that is not finite. */
export const NO_BIN = -1

/**
 * k-means++ (Arthur & Vassilvitskii 2007) and Lloyd's iterations until no row changes its bin. Pure in `stream`.
 * A bin that runs empty takes over the row farthest from its own centre. NDB's authors advise about 500 rows per bin;
 * 100 do for a live alarm. Cost about n·K·d·(iterations + 1).
 */
export function* fitBins(
  reals: Rows,
  options: { bins: number; stream: Stream; iterations?: number },
): Sliced<Bins> {
  const { bins, stream, iterations = 25 } = options
  const count = countRows(reals, bins)
  const centres = yield* plusPlus(reals, bins, stream)
  const labels = new Int32Array(count).fill(NO_BIN)
  for (let round = 0; round < iterations; round++) {
    const moved = yield* assignRows(reals, centres, labels)
    if (moved === 0) break
    recentre(reals, centres, labels)
  }
  yield* assignRows(reals, centres, labels)
  return { centres, shares: sharesOf(labels, bins), fittedOn: count }
}

/** The bin of each row, NO_BIN for one that is not finite. Cost n·K·d: for a live look at a few hundred rows. */
export function binRows(rows: Rows, bins: Bins): Int32Array {
  const labels = new Int32Array(countRows(rows))
  for (let i = 0; i < labels.length; i++) labels[i] = nearestCentre(rows, i, bins.centres)
  return labels
}

/** Share of ALL rows in each bin: they sum to less than 1 where rows have no bin. */
export function sharesOf(labels: Int32Array, bins: number): Float64Array {
  const shares = new Float64Array(bins)
  for (const label of labels) {
    if (label !== NO_BIN) shares[label] = (shares[label] ?? 0) + 1 / labels.length
  }
  return shares
}

/** Picks centres among the rows, each with a chance in proportion to its squared distance to those already picked. */
function* plusPlus(reals: Rows, bins: number, stream: Stream): Sliced<Rows> {
  const d = reals.dimensions
  const count = countRows(reals)
  const centres: Rows = { values: new Float32Array(bins * d), dimensions: d }
  const squared = new Float64Array(count).fill(Infinity)
  const allowance = new Allowance()
  const draws = uniforms(fork(stream, 1), bins)
  let pick = integers(fork(stream, 0), 1, count)[0] ?? 0
  for (let bin = 0; bin < bins; bin++) {
    centres.values.set(reals.values.subarray(pick * d, (pick + 1) * d), bin * d)
    let total = 0
    for (let i = 0; i < count; i++) {
      const nearer = Math.min(squared[i] ?? 0, squaredDistance(reals, i, centres, bin))
      squared[i] = nearer
      total += nearer
    }
    pick = pickByWeight(squared, (draws[bin] ?? 0) * total)
    if (allowance.spend(count * d)) yield
  }
  return centres
}

/** First index at which the running sum of weights reaches `target`. */
function pickByWeight(weights: Float64Array, target: number): number {
  let running = 0
  for (let i = 0; i < weights.length; i++) {
    running += weights[i] ?? 0
    if (running >= target && (weights[i] ?? 0) > 0) return i
  }
  return weights.length - 1
}

/** Moves each row to its nearest centre. @returns how many rows moved */
function* assignRows(rows: Rows, centres: Rows, labels: Int32Array): Sliced<number> {
  const allowance = new Allowance()
  let moved = 0
  for (let i = 0; i < labels.length; i++) {
    const label = nearestCentre(rows, i, centres)
    if (label !== labels[i]) moved++
    labels[i] = label
    if (allowance.spend(centres.values.length)) yield
  }
  return moved
}

function nearestCentre(rows: Rows, i: number, centres: Rows): number {
  if (!rowIsFinite(rows, i)) return NO_BIN
  const bins = centres.values.length / centres.dimensions
  let best = 0
  let bestSquared = Infinity
  for (let bin = 0; bin < bins; bin++) {
    const squared = squaredDistance(rows, i, centres, bin)
    if (squared < bestSquared) {
      bestSquared = squared
      best = bin
    }
  }
  return best
}

function recentre(rows: Rows, centres: Rows, labels: Int32Array): void {
  const d = rows.dimensions
  const bins = centres.values.length / d
  const sums = new Float64Array(bins * d)
  const counts = new Uint32Array(bins)
  for (const [i, bin] of labels.entries()) {
    if (bin === NO_BIN) continue
    counts[bin] = (counts[bin] ?? 0) + 1
    for (let k = 0; k < d; k++) sums[bin * d + k] = (sums[bin * d + k] ?? 0) + (rows.values[i * d + k] ?? 0)
  }
  for (let bin = 0; bin < bins; bin++) {
    const held = counts[bin] ?? 0
    if (held === 0) reseed(rows, centres, labels, bin)
    else for (let k = 0; k < d; k++) centres.values[bin * d + k] = (sums[bin * d + k] ?? 0) / held
  }
}

/** Gives an empty bin the row that lies farthest from its own centre. */
function reseed(rows: Rows, centres: Rows, labels: Int32Array, bin: number): void {
  const d = rows.dimensions
  let farthest = 0
  let distance = -1
  for (const [i, label] of labels.entries()) {
    const squared = label === NO_BIN ? -1 : squaredDistance(rows, i, centres, label)
    if (squared > distance) {
      distance = squared
      farthest = i
    }
  }
  labels[farthest] = bin
  centres.values.set(rows.values.subarray(farthest * d, (farthest + 1) * d), bin * d)
}
