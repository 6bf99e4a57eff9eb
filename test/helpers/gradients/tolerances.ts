/**
 * How far apart results may be, relative to their size (deviation.ts): value, first order, second order. Measured worst
 * cases are in docs/gradients.md.
 */
import type { Deviation } from './deviation.ts'

/** Between the two sources of truth: jax-js has its smooth functions from single-precision series. */
export const OF_TRUTH: Deviation = [2e-5, 2e-5, 2e-4]

/** Of our single-precision gradients, on any back end, from either source. */
export const OF_OURS: Deviation = [2e-5, 2e-5, 2e-4]

/** The same for cosines on a GPU: WGSL and Vulkan allow them an absolute error of 2⁻¹¹ = 4.9e-4. */
export const OF_COSINES: Deviation = [1e-3, 1e-3, 2e-3]

/** Sentences for orders that lie outside; none when all is well. */
export function beyond(actual: Deviation, allowed: Deviation, against: string): string[] {
  return (['value', 'first order', 'second order'] as const).flatMap((order, i) => {
    const [is = NaN, may = NaN] = [actual[i], allowed[i]]
    return is <= may ? [] : [`${order} against ${against}: off by ${is.toExponential(1)}`]
  })
}
