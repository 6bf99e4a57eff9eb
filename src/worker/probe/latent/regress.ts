/**
 * Least squares from latents to one number per sample: how a straight move in z changes it. Plain numbers. The sum of
 * products is factored once (Cholesky), so each further number costs little.
 */

import { factor, solve } from '../../../common/numbers/cholesky.ts'

export interface Slope {
  /** The number grows by this much per unit of each z. */
  readonly slope: Float64Array
  /** Share of the number's variance that a straight line in z explains, corrected for the latents' number. */
  readonly explained: number
}

/** @param latents [n, d], n > d */
export function regressOn(latents: Float32Array, d: number): (target: Float64Array) => Slope {
  const n = latents.length / d
  const centred = centre(latents, n, d)
  const lower = products(centred, n, d)
  factor(lower, d)
  return (target) => {
    const mean = target.reduce((sum, y) => sum + y, 0) / n
    const right = new Float64Array(d)
    let variance = 0
    for (let row = 0; row < n; row++) {
      const y = (target[row] ?? 0) - mean
      variance += y * y
      for (let i = 0; i < d; i++) right[i] = (right[i] ?? 0) + y * (centred[row * d + i] ?? 0)
    }
    const slope = solve(lower, right)
    // Σ ŷ² = slope · Zᵀy for a least-squares fit.
    const fitted = slope.reduce((sum, s, i) => sum + s * (right[i] ?? 0), 0)
    const rest = variance === 0 ? 1 : Math.max(0, 1 - fitted / variance)
    return { slope, explained: 1 - (rest * (n - 1)) / Math.max(1, n - 1 - d) }
  }
}

function centre(latents: Float32Array, n: number, d: number): Float64Array {
  const out = Float64Array.from(latents)
  for (let i = 0; i < d; i++) {
    let mean = 0
    for (let row = 0; row < n; row++) mean += (out[row * d + i] ?? 0) / n
    for (let row = 0; row < n; row++) out[row * d + i] = (out[row * d + i] ?? 0) - mean
  }
  return out
}

/** ZᵀZ, [d, d]. */
function products(rows: Float64Array, n: number, d: number): Float64Array {
  const out = new Float64Array(d * d)
  for (let row = 0; row < n; row++) {
    const from = row * d
    for (let i = 0; i < d; i++) {
      const x = rows[from + i] ?? 0
      for (let j = 0; j <= i; j++) out[i * d + j] = (out[i * d + j] ?? 0) + x * (rows[from + j] ?? 0)
    }
  }
  return out
}
