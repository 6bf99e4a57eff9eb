/**
 * Smoothing for looking at trends: an exponential moving average over every row of the run, picked at the steps that a
 * chart shows. A smoothed curve is always labelled as one. Pure.
 */

/** Half-lives are 1, 2 or 5 times a power of ten, so that the curve does not change its past at every step. */
const SHARE_OF_RUN = 0.01

/** How many steps it takes until half of the average is newer, for a run of `rows` shown rows. At least 5. */
export function halfLifeFor(rows: number): number {
  const rough = Math.max(5, rows * SHARE_OF_RUN)
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [5, 2, 1].find((candidate) => candidate * power <= rough) ?? 1
  return factor * power
}

/**
 * The bias-corrected moving average of `values` at the rows whose step is in `at`. Values that are not finite are left
 * out, and the average is NaN where nothing came before.
 * @param steps ascending, one per value @param at ascending, some of `steps`
 */
export function smoothAt(
  steps: Float32Array,
  values: Float32Array,
  at: Float32Array,
  halfLife: number,
): Float32Array {
  const keep = 2 ** (-1 / halfLife)
  const out = new Float32Array(at.length)
  let sum = 0
  let weight = 0
  let next = 0
  for (let row = 0; row < values.length && next < at.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isFinite(value)) {
      sum = keep * sum + (1 - keep) * value
      weight = keep * weight + (1 - keep)
    }
    while (next < at.length && (at[next] ?? Infinity) <= (steps[row] ?? 0)) {
      out[next++] = weight > 0 ? sum / weight : NaN
    }
  }
  return next < at.length ? out.fill(NaN, next) : out
}
