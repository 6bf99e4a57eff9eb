/**
 * Weights of one axis of a resampling. Smaller: each output pixel is the average of the stretch it covers. Larger: cubic
 * convolution with a = −½ (Keys 1981, "Cubic convolution interpolation for digital image processing"), edges repeated.
 */

/** For output i: `weights[start[i] … start[i + 1])` belong to the input pixels `index[…]`, and sum to 1. */
export interface Taps {
  readonly start: Uint32Array
  readonly index: Uint32Array
  readonly weights: Float64Array
}

/**
 * @param length input pixels on this axis
 * @param from,to the stretch of the input that is shown, in pixels, may be fractional; 0 ≤ from < to ≤ length
 * @param count output pixels
 */
export function taps(length: number, from: number, to: number, count: number): Taps {
  const step = (to - from) / count
  const start = new Uint32Array(count + 1)
  const index: number[] = []
  const weights: number[] = []
  for (let i = 0; i < count; i++) {
    const pairs = step >= 1 ? average(from + i * step, from + (i + 1) * step) : cubic(from + (i + 0.5) * step)
    for (const [at, weight] of pairs) {
      index.push(Math.min(length - 1, Math.max(0, at)))
      weights.push(weight)
    }
    start[i + 1] = index.length
  }
  return { start, index: Uint32Array.from(index), weights: Float64Array.from(weights) }
}

type Pair = readonly [at: number, weight: number]

/** What share of the stretch [from, to) each pixel has. */
function average(from: number, to: number): Pair[] {
  const pairs: Pair[] = []
  for (let at = Math.floor(from); at < to; at++) {
    const covered = Math.min(at + 1, to) - Math.max(at, from)
    if (covered > 1e-9) pairs.push([at, covered / (to - from)])
  }
  return pairs
}

/** The four pixels around `centre`, pixel k having its centre at k + ½. */
function cubic(centre: number): Pair[] {
  const first = Math.floor(centre - 0.5) - 1
  return [0, 1, 2, 3].map((k) => [first + k, keys(Math.abs(centre - 0.5 - (first + k)))])
}

/** Keys' kernel with a = −½. */
function keys(distance: number): number {
  if (distance < 1) return (1.5 * distance - 2.5) * distance * distance + 1
  if (distance < 2) return ((-0.5 * distance + 2.5) * distance - 4) * distance + 2
  return 0
}
