/**
 * What D sees of an item: the same treatment for reals and fakes, in D's and in G's updates. Differentiable by the items.
 */
import { add, mul, type Tensor } from '@tensorflow/tfjs'
import { AUGMENT_RULES } from '../augment/augment.ts'
import type { Feed } from '../game-types.ts'
import { uniformFrom } from '../ops/uniform.ts'
import type { StepInput } from './step-input.ts'

/** Noise slots of one update: more than any update asks for. */
const SLOTS_PER_UPDATE = 64

export type Normal = (shape: readonly number[]) => Tensor
export type Sight = (items: Tensor) => Tensor

/** N(0, 1) for one update: each call takes the next slot, so that no two draws of a step are alike. */
export function noiseFor(feed: Feed, step: number, update: number): Normal {
  let slot = update * SLOTS_PER_UPDATE
  return (shape) => feed.normal(step, slot++, shape)
}

/** The treatment in one update; every call draws its own noise. */
export function sightFor({ config }: StepInput, normal: Normal): Sight {
  const augment = AUGMENT_RULES[config.augment]
  const uniform = (shape: readonly number[]) => uniformFrom(normal, shape)
  return (items) => withInstanceNoise(augment(items, uniform), config.instanceNoise, normal)
}

/** x + deviation·N(0, 1) (Sønderby et al. 2017); x itself when the deviation is 0. */
function withInstanceNoise(items: Tensor, deviation: number, normal: Normal): Tensor {
  return deviation === 0 ? items : add(items, mul(normal(items.shape), deviation))
}
