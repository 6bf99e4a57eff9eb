/**
 * What D sees of an item, and of what it is told of it: the same treatment for reals and fakes, in D's and in G's updates. A source is
 * moved, cut and coloured as the picture that belongs to it: else D would be shown pairs that do not fit. Differentiable by the items.
 */
import { add, div, mul, relu, scalar, sub, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { AUGMENT_RULES } from '../augment/augment.ts'
import type { Uniform } from '../augment/rule.ts'
import type { Feed } from '../game-types.ts'
import type { Conditions } from '../networks/conditions.ts'
import type { Chance } from '../networks/layer.ts'
import { constant } from '../ops/autodiff.ts'
import { uniformFrom } from '../ops/uniform.ts'
import type { StepInput } from './step-input.ts'

/** Noise slots of one update: more than any update asks for. */
const SLOTS_PER_UPDATE = 64
/** Draws of all layers in all passes of one update: more than an update asks for that looks ten updates ahead. */
const CHANCES_PER_UPDATE = 256

export type Normal = (shape: readonly number[]) => Tensor

export interface DiscriminatorView {
  items(made: Tensor): Tensor
  told(conditions: Conditions): Conditions
}

/** N(0, 1) for one update: each call takes the next slot, so that no two draws of a step are alike. */
export function noiseFor(feed: Feed, step: number, update: number): Normal {
  let slot = update * SLOTS_PER_UPDATE
  return (shape) => feed.normal(step, slot++, shape)
}

/** What the layers of both networks draw in one update: every pass takes the next slots, so that no two have the same masks. */
export function chanceFor(feed: Feed, step: number, update: number): Chance {
  let slot = update * CHANCES_PER_UPDATE
  return (shape) => feed.uniform(step, slot++, shape)
}

/**
 * The treatment in one update. Every call draws its own noise; its own augmentation too, but where a source is told: then the first
 * draws hold for all that is shown in the update.
 * @param conditions what D is told in this update
 */
export function viewFor(
  { config, players }: StepInput,
  normal: Normal,
  conditions: Conditions,
): DiscriminatorView {
  const { items, told } = AUGMENT_RULES[config.augment]
  const deviation = noiseDeviation(config, players.generator.optimiser.clock)
  const uniform = (shape: readonly number[]) => uniformFrom(normal, shape)
  const drawn = conditions.source === undefined ? () => uniform : drawnOnce(uniform)
  return {
    items: (made) => {
      const augmented = items(made, drawn())
      return deviation === null ? augmented : add(augmented, mul(normal(augmented.shape), deviation))
    },
    told: ({ source, ...others }) =>
      source === undefined ? others : { ...others, source: constant(() => told(source, drawn())) },
  }
}

/** Numbers that are drawn once, and are then the same in the same order for everyone who asks. */
function drawnOnce(uniform: Uniform): () => Uniform {
  const drawn: Tensor[] = []
  return () => {
    let next = 0
    return (shape) => (drawn[next++] ??= uniform(shape))
  }
}

/**
 * Deviation of the instance noise (Sønderby et al. 2017): constant, or falling to 0 in a straight line over `noiseSteps`
 * steps; null for none. Read from the device's own clock, so that a replayed step fades as well.
 */
function noiseDeviation({ instanceNoise, noiseSteps }: RunConfig, clock: Tensor): Tensor | null {
  if (instanceNoise === 0) return null
  if (noiseSteps === 0) return scalar(instanceNoise)
  return mul(relu(sub(1, div(clock.reshape([]), noiseSteps))), instanceNoise)
}
