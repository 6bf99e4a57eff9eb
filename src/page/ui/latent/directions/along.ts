/** Moving the hand along a direction of latent space, in standard deviations of the prior. Pure. */
import { within, type Prior } from '../latent-maths.ts'

/** σ of one coordinate: 1 for N(0, 1), 1/√3 for U(−1, 1). */
const DEVIATION = { normal: 1, uniform: 1 / Math.sqrt(3) } as const satisfies Record<Prior, number>

/** How far a slider reaches, σ. */
export const REACH = 3

/** How far the latent lies along a unit vector, σ. */
export function strengthOf(latent: Float32Array, direction: Float32Array, prior: Prior): number {
  return latent.reduce((sum, value, i) => sum + value * (direction[i] ?? 0), 0) / DEVIATION[prior]
}

/** The latent moved along the unit vector to a strength; nothing else of it changes, but where the uniform prior ends. */
export function withStrength(
  latent: Float32Array,
  direction: Float32Array,
  strength: number,
  prior: Prior,
): Float32Array<ArrayBuffer> {
  const by = (strength - strengthOf(latent, direction, prior)) * DEVIATION[prior]
  return Float32Array.from(latent, (value, i) => {
    const next = value + by * (direction[i] ?? 0)
    return prior === 'uniform' ? within(next, prior) : next
  })
}
