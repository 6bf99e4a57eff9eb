/**
 * A step of the warm start: the generator learns to make each item from a latent of its own, blurred by noise, before the
 * discriminator is asked anything. It then begins the game with the data's colours and layout, for a few seconds' work
 * (Bojanowski et al. 2018 train whole generators so; the codes and the noise are this project's: docs/own-pictures.md). A generator
 * without a latent learns each item from what it is told of it: plain regression.
 */
import {
  add,
  mul,
  tidy,
  zeros,
  zerosLike,
  type Rank,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs'
import { latentOf } from '../../../common/config/task.ts'
import type { FigureRow } from '../game-types.ts'
import { TRAIN } from '../networks/layer.ts'
import { gradientsWithResults } from '../ops/autodiff.ts'
import { followGenerator } from '../optimizers/follow-generator.ts'
import { chanceFor } from '../step/discriminator-view.ts'
import { figureRow } from '../step/figure-row.ts'
import { generate } from '../step/players.ts'
import { given, type GeneratorUpdate } from '../step/step-observer.ts'
import type { StepInput } from '../step/step-input.ts'
import { meanAbsoluteError } from './objective.ts'

/** Adam's usual decays, whatever the game's own are. */
const BETAS = { beta1: 0.9, beta2: 0.999 } as const

/** Trains G once and returns its figures: the error as G's loss, and of D nothing. The caller disposes the row. */
export function warmStep(input: StepInput): FigureRow {
  return tidy(() => {
    const generator = trainOnCodes(input)
    const none = zerosLike(generator.loss)
    const logits = zeros<Rank.R2>([1, 1])
    return figureRow({ realLogits: logits, fakeLogits: logits, loss: none, gradNorm: none }, generator)
  })
}

/** Near the codes. */
function strayed({ config, feed, step }: StepInput, codes: Tensor2D | null): Tensor2D {
  if (codes === null) throw new Error('A warm start from latents needs codes.')
  return add<Tensor2D>(codes, mul(feed.normal(step, 0, codes.shape), config.warmNoise))
}

/** The update alone. */
export function trainOnCodes(input: StepInput): GeneratorUpdate {
  const { config, feed, step, players } = input
  const { network, warm } = players.generator
  const { real, codes, conditions } = feed.batch(step, 0)
  if (warm === null) throw new Error('A warm start needs an optimiser of its own.')
  const noise = latentOf(config) === 0 ? null : strayed(input, codes)
  const { grads, results } = gradientsWithResults(() => {
    const fake = generate(network, noise, { ...TRAIN, conditions, chance: chanceFor(feed, step, 0) })
    const loss = meanAbsoluteError(fake, real)
    return { objective: loss, results: { fake, loss } }
  }, [...network.weights.values()])
  input.observer.moving(network, grads)
  const gradNorm: Tensor = warm.update(grads, { rate: config.warmRate, ...BETAS, bound: 0 })
  followGenerator(players.generator, config.ema, warm.clock)
  const update = { ...given({ noise, conditions }), ...results, real, gradNorm: gradNorm as Scalar }
  input.observer.generator(update)
  return update
}
