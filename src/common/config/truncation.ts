/** What the truncation setting does to latents. For what is looked at alone: training and figures see the prior itself. */
import type { RunConfig } from './run-config.ts'

/**
 * Latents as they are shown: multiplied by ψ, StyleGAN's truncation trick in z, whose mean is 0. As they are where ψ is 1.
 */
export function truncated(
  config: Pick<RunConfig, 'prior' | 'truncation'>,
  latents: Float32Array,
): Float32Array {
  const psi = psiOf(config)
  return psi === 1 ? latents : latents.map((value) => value * psi)
}

/** What latents are multiplied by before they are shown. */
export function psiOf({ prior, truncation }: Pick<RunConfig, 'prior' | 'truncation'>): number {
  return prior === 'normal' ? truncation : 1
}
