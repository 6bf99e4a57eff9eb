/** What the truncation setting does to latents. For what is looked at alone: training and figures see the prior itself. */
import type { RunConfig } from './run-config.ts'

/**
 * Latents as they are shown: multiplied by ψ, StyleGAN's truncation trick in z, whose mean is 0. As they are where ψ is 1.
 */
export function truncated(
  { prior, truncation }: Pick<RunConfig, 'prior' | 'truncation'>,
  latents: Float32Array,
): Float32Array {
  return prior === 'normal' && truncation !== 1 ? latents.map((value) => value * truncation) : latents
}
