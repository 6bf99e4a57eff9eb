/** Latent noise as plain arrays, from seeded streams. Knows no tensors. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { normals, uniforms, type Stream } from '../../../common/numbers/random.ts'

/** [count, latent] draws from the config's prior: N(0, 1) or U(−1, 1) in each dimension. */
export function latentNoise(
  config: Pick<RunConfig, 'latent' | 'prior'>,
  stream: Stream,
  count: number,
): Float32Array {
  const values = count * config.latent
  return config.prior === 'normal' ? normals(stream, values) : uniforms(stream, values, -1, 1)
}
