/** Gaussian noise on what D sees, real and fake alike (Sønderby et al. 2017). */
import { add, mul, type Tensor } from '@tensorflow/tfjs'
import type { Feed } from '../game-types.ts'

/** Noise slots of one update: more than any update asks for. */
const SLOTS_PER_UPDATE = 64

export type Normal = (shape: readonly number[]) => Tensor

/** N(0, 1) for one update: each call takes the next slot, so that no two draws of a step are alike. */
export function noiseFor(feed: Feed, step: number, update: number): Normal {
  let slot = update * SLOTS_PER_UPDATE
  return (shape) => feed.normal(step, slot++, shape)
}

/** x + deviation·N(0, 1), with its own noise for each batch; the batches themselves when the deviation is 0. */
export function withInstanceNoise<const B extends readonly Tensor[]>(
  batches: B,
  deviation: number,
  normal: Normal,
): { [K in keyof B]: Tensor } {
  const noisy = batches.map((x) => (deviation === 0 ? x : add(x, mul(normal(x.shape), deviation))))
  return noisy as { [K in keyof B]: Tensor }
}
