/** One update of the discriminator: forward, loss, backward, update. */
import { add, addN, type Scalar, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { lossOf } from '../losses/losses.ts'
import { labelled } from '../networks/labelled.ts'
import { PROBE, TRAIN } from '../networks/layer.ts'
import { gradientsWithResults } from '../ops/autodiff.ts'
import { penaltyOf } from '../penalties/penalties.ts'
import type { PenaltyInput } from '../penalties/penalty.ts'
import { atGamma } from '../penalties/schedule.ts'
import { logitsOfBoth } from './logits-of-both.ts'
import { generate, logitsOf } from './players.ts'
import { shownLabels, type DiscriminatorUpdate } from './step-observer.ts'
import { noiseFor, viewFor, type Normal } from './discriminator-view.ts'
import type { StepInput } from './step-input.ts'
import { historyTerm, rememberWeights } from './terms/history.ts'
import { lecamTerm, rememberLogits } from './terms/lecam.ts'

/** Trains D once on fresh reals and fakes. @param update 0 … k−1 */
export function trainDiscriminator(input: StepInput, update: number): DiscriminatorUpdate {
  const { players, config, feed, step } = input
  const { network, optimiser } = players.discriminator
  const loss = lossOf(config.loss)
  const normal = noiseFor(feed, step, update)
  const see = viewFor(input, normal)

  const real = feed.real(step, update)
  const noise = feed.discriminatorNoise(step, update)
  const labels = feed.labels?.(step, update) ?? null
  const pass = labelled(TRAIN, labels, config.batch)
  const fake = generate(players.generator.network, noise, pass)
  const shown = { real: see(real), fake: see(fake) }

  const { grads, results } = gradientsWithResults(() => {
    const [realLogits, fakeLogits] = logitsOfBoth(network, shown.real, shown.fake, pass)
    const value = loss.discriminator(realLogits, fakeLogits, config.labelSmoothing)
    const penalty = penalties(input, { ...shown, labels, realLogits, fakeLogits }, normal)
    const results = { realLogits, fakeLogits, loss: value }
    return penalty === null
      ? { objective: value, results }
      : { objective: add(value, penalty), results: { ...results, penalty } }
  }, [...network.weights.values()])
  input.observer.moving(network, grads)
  const { dLr: rate, beta1, beta2 } = config
  const gradNorm = optimiser.update(grads, { rate, beta1, beta2, bound: weightBound(input) })
  remember(input, results.realLogits, results.fakeLogits)

  const used = { real, noise, fake, ...shownLabels(labels), ...results, gradNorm: gradNorm as Scalar }
  input.observer.discriminator(used)
  return used
}

interface ShownBatch {
  real: Tensor
  fake: Tensor
  labels: Tensor2D | null
  realLogits: Tensor1D
  fakeLogits: Tensor1D
}

/** All that is added to the loss itself; null when nothing is. */
function penalties({ players, config }: StepInput, judged: ShownBatch, normal: Normal): Scalar | null {
  const { network, anchors } = players.discriminator
  const { term } = penaltyOf(config.penalty)
  const shown: Omit<PenaltyInput, 'gamma'> = {
    logitsOf: (items) => logitsOf(network, items, labelled(PROBE, judged.labels, items.shape.at(0) ?? 0)),
    real: judged.real,
    fake: judged.fake,
    couples: network.couples,
    normal,
  }
  const terms = [
    term === undefined
      ? null
      : atGamma((gamma) => term({ ...shown, gamma }), config, players.generator.optimiser.clock),
    lecamTerm(judged.realLogits, judged.fakeLogits, anchors, config.lecam),
    historyTerm(players.discriminator, config.history),
  ].filter((term) => term !== null)
  return terms.length === 0 ? null : addN(terms)
}

function weightBound({ config }: StepInput): number {
  return penaltyOf(config.penalty).weightBound?.(config.gamma) ?? 0
}

function remember({ players, config }: StepInput, real: Tensor1D, fake: Tensor1D): void {
  rememberWeights(players.discriminator)
  if (config.lecam > 0) rememberLogits(players.discriminator.anchors, real, fake)
}
