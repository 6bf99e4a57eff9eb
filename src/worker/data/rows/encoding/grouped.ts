/** Numbers in groups of neighbours, so that a mixture is fitted in milliseconds however many there are. Pure. */

/** Neighbours together: what a fit needs to know of them. */
export interface Grouped {
  readonly mean: Float64Array
  /** Of the numbers within the group around its mean. */
  readonly variance: Float64Array
  readonly count: Float64Array
  /** Numbers in all groups. */
  readonly total: number
}

/** @param sorted ascending @param most groups at most, of equally many numbers each */
export function grouped(sorted: Float64Array, most: number): Grouped {
  const groups = Math.min(most, sorted.length)
  const out = {
    mean: new Float64Array(groups),
    variance: new Float64Array(groups),
    count: new Float64Array(groups),
    total: sorted.length,
  }
  for (let group = 0; group < groups; group++) {
    const from = Math.floor((group * sorted.length) / groups)
    const to = Math.floor(((group + 1) * sorted.length) / groups)
    let sum = 0
    for (let i = from; i < to; i++) sum += sorted[i] ?? 0
    const mean = sum / (to - from)
    let squares = 0
    for (let i = from; i < to; i++) squares += ((sorted[i] ?? 0) - mean) ** 2
    out.mean[group] = mean
    out.variance[group] = squares / (to - from)
    out.count[group] = to - from
  }
  return out
}
