/** The generator's update: forward through both networks, loss, backward, update of G alone, and of its running mean. */
import { addN, type Scalar, type Tensor } from '@tensorflow/tfjs'
import { lossEntry } from '../../../common/catalog/losses.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { lossOf } from '../losses/losses.ts'
import { labelled } from '../networks/labelled.ts'
import { PROBE, TRAIN, type Pass } from '../networks/layer.ts'
import { gradientsWithResults } from '../ops/autodiff.ts'
import { follow } from '../optimizers/average.ts'
import { logitsOfBoth } from './logits-of-both.ts'
import { generate, logitsOf, type Players } from './players.ts'
import { shownLabels, type GeneratorUpdate } from './step-observer.ts'
import { noiseFor, viewFor } from './discriminator-view.ts'
import type { StepInput } from './step-input.ts'
import { featureMatchingTerm } from './terms/feature-matching.ts'
import { historyTerm, rememberWeights } from './terms/history.ts'
import { largest } from './terms/top-k.ts'
import { discriminatorAhead } from './unroll.ts'

/** Trains G once against D as it now is. */
export function trainGenerator(input: StepInput): GeneratorUpdate {
  const { players, config, feed, step } = input
  const { network, optimiser } = players.generator
  const see = viewFor(input, noiseFor(feed, step, config.dSteps))

  const noise = feed.generatorNoise(step)
  const labels = feed.labels?.(step, config.dSteps) ?? null
  const reals = needsReals(config) ? { real: feed.real(step, config.dSteps) } : {}

  const { grads, results } = gradientsWithResults(() => {
    const fake = generate(network, noise, labelled(TRAIN, labels, config.batch))
    const shown = { fake: see(fake), real: reals.real === undefined ? null : see(reals.real) }
    const logits = logitsShown(input, shown, labelled(PROBE, labels, config.batch))
    const value = objective(input, shown, logits)
    return { objective: value, results: { fake, loss: value, ...logits } }
  }, [...network.weights.values()])
  input.observer.moving(network, grads)
  const { gLr: rate, beta1, beta2 } = config
  const gradNorm = optimiser.update(grads, { rate, beta1, beta2, bound: 0 })
  followGenerator(players, config.ema)
  rememberWeights(players.generator)

  const used = { noise, ...reals, ...shownLabels(labels), ...results, gradNorm: gradNorm as Scalar }
  input.observer.generator(used)
  return used
}

export interface Shown {
  fake: Tensor
  /** Only where reals play a part. */
  real: Tensor | null
}

/** Whether G's update looks at reals, or at a discriminator that would. */
export function needsReals({ loss, unroll, featureMatching }: RunConfig): boolean {
  return lossEntry(loss).comparesReals || unroll > 0 || featureMatching > 0
}

/** Logits of what is shown, by D as it is or as it would soon be; of reals only where there are any. */
export function logitsShown(input: StepInput, { fake, real }: Shown, pass: Pass = PROBE) {
  const { network } = input.players.discriminator
  if (real === null) return { fakeLogits: logitsOf(network, fake, pass) }
  const state = input.config.unroll > 0 ? discriminatorAhead(input, real, fake, pass) : network
  const [realLogits, fakeLogits] = logitsOfBoth(network, real, fake, pass, state)
  return { fakeLogits, realLogits }
}

/** What G minimises: the loss, and what is added to it. */
export function objective(
  input: StepInput,
  { fake, real }: Shown,
  logits: ReturnType<typeof logitsShown>,
): Scalar {
  const { players, config } = input
  const { fakeLogits, realLogits = fakeLogits } = logits
  const loss = lossOf(config.loss)
  const adversarial = lossEntry(config.loss).comparesReals
    ? loss.generator(fakeLogits, realLogits)
    : loss.generator(largest(fakeLogits, config.topK), realLogits)
  const discriminator = players.discriminator.network
  const terms = [
    adversarial,
    real === null ? null : featureMatchingTerm(discriminator, real, fake, config.featureMatching),
    historyTerm(players.generator, config.history),
  ].filter((term) => term !== null)
  return terms.length === 1 ? adversarial : addN(terms)
}

/** The running mean of G's weights and statistics takes in the new ones. */
function followGenerator({ generator }: Players, decay: number): void {
  const { network, average, optimiser } = generator
  const live = [...network.weights.values(), ...network.statistics.values()]
  const means = [...average.weights.values(), ...average.statistics.values()]
  follow(means, live, decay, { clock: optimiser.clock, warmth: 10 })
}
