/**
 * How alike two columns hang together among fakes and among reals, by the definitions of SDMetrics 0.32. Scores lie in [0, 1],
 * 1 is best, NaN where it cannot be told. Must not know how the columns were made countable.
 */

/** A pair of columns: its score, and how strongly the two hang together among reals, in [0, 1]; NaN where undefined. */
export interface PairFigure {
  readonly score: number
  /** |correlation| of two numbers, Cramér's V of the rest. */
  readonly strength: number
}

const UNTOLD: PairFigure = { score: NaN, strength: NaN }

/**
 * 1 − |ρ_fake − ρ_real| / 2 of Pearson's correlations over the rows where both values are known. Untold when a column is
 * constant anywhere, and of a real correlation of exactly 0, as in SDMetrics.
 */
export function correlationSimilarity(
  real: readonly [Float64Array, Float64Array],
  fake: readonly [Float64Array, Float64Array],
): PairFigure {
  const reals = correlation(...real)
  if (Number.isNaN(reals)) return UNTOLD
  const score = reals === 0 ? NaN : 1 - Math.abs(correlation(...fake) - reals) / 2
  return { score, strength: Math.abs(reals) }
}

/** Pearson's correlation over rows where both are known; NaN under two rows or where one does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number {
  let [count, sumA, sumB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? NaN, b[i] ?? NaN]
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    count++
    sumA += x
    sumB += y
  }
  if (count < 2) return NaN
  const [meanA, meanB] = [sumA / count, sumB / count]
  let [aa, bb, ab] = [0, 0, 0]
  let [firstA, firstB, variesA, variesB] = [NaN, NaN, false, false]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? NaN, b[i] ?? NaN]
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    if (Number.isNaN(firstA)) [firstA, firstB] = [x, y]
    variesA ||= x !== firstA
    variesB ||= y !== firstB
    aa += (x - meanA) ** 2
    bb += (y - meanB) ** 2
    ab += (x - meanA) * (y - meanB)
  }
  if (!variesA || !variesB) return NaN
  return Math.min(1, Math.max(-1, ab / Math.sqrt(aa) / Math.sqrt(bb)))
}

/** Two columns as counts: one code a row, in −1 (missing, counted as a category of its own) … below 2²⁶. */
export type Codes = readonly [Int32Array, Int32Array]

/**
 * 1 − ½ Σ |p_ij − q_ij| over the joint categories. Its strength is Cramér's V of the real table, untold where a column has
 * one category. Cost n log n.
 */
export function contingencySimilarity(real: Codes, fake: Codes): PairFigure {
  const p = jointCounts(real)
  const q = jointCounts(fake)
  if (p.total === 0 || q.total === 0) return UNTOLD
  let [i, j, total] = [0, 0, 0]
  while (i < p.keys.length || j < q.keys.length) {
    const [left, right] = [p.keys[i] ?? Infinity, q.keys[j] ?? Infinity]
    const mine = left <= right ? (p.counts[i++] ?? 0) : 0
    const theirs = right <= left ? (q.counts[j++] ?? 0) : 0
    total += Math.abs(mine / p.total - theirs / q.total) / 2
  }
  return { score: 1 - total, strength: cramersV(p) }
}

interface JointCounts {
  /** Joint categories that occur, ascending: (first + 1) · 2²⁶ + second + 1. */
  readonly keys: readonly number[]
  readonly counts: readonly number[]
  readonly total: number
}

const PLACE = 2 ** 26

function jointCounts([first, second]: Codes): JointCounts {
  const all = new Float64Array(first.length)
  for (let i = 0; i < all.length; i++) all[i] = ((first[i] ?? -1) + 1) * PLACE + (second[i] ?? -1) + 1
  all.sort()
  const keys: number[] = []
  const counts: number[] = []
  for (let start = 0, end = 0; start < all.length; start = end) {
    const key = all[start] ?? 0
    while (end < all.length && all[end] === key) end++
    keys.push(key)
    counts.push(end - start)
  }
  return { keys, counts, total: all.length }
}

/** √(χ²/n / (min(rows, columns) − 1)) (Cramér 1946), without continuity correction. */
function cramersV({ keys, counts, total }: JointCounts): number {
  const rows = new Map<number, number>()
  const columns = new Map<number, number>()
  keys.forEach((key, at) => {
    const row = Math.floor(key / PLACE)
    rows.set(row, (rows.get(row) ?? 0) + (counts[at] ?? 0))
    columns.set(key % PLACE, (columns.get(key % PLACE) ?? 0) + (counts[at] ?? 0))
  })
  const free = Math.min(rows.size, columns.size) - 1
  if (free < 1) return NaN
  let sum = 0
  keys.forEach((key, at) => {
    const expected = (rows.get(Math.floor(key / PLACE)) ?? 1) * ((columns.get(key % PLACE) ?? 1) / total)
    sum += (counts[at] ?? 0) ** 2 / expected
  })
  return Math.sqrt(Math.max(0, sum / total - 1) / free)
}
