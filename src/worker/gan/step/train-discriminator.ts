/** One update of the discriminator: forward, loss, backward, update. */
import { add, addN, type Scalar, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { lossOf } from '../losses/losses.ts'
import { PROBE, TRAIN, type Pass } from '../networks/layer.ts'
import { gradientsWithResults } from '../ops/autodiff.ts'
import { penaltyOf } from '../penalties/penalties.ts'
import type { PenaltyInput, ToldRow } from '../penalties/penalty.ts'
import { atGamma } from '../penalties/schedule.ts'
import { flat, itemLogits, type Logits } from './logits.ts'
import { logitsOfBoth } from './logits-of-both.ts'
import { generate, logitsOf } from './players.ts'
import { given, type DiscriminatorUpdate } from './step-observer.ts'
import { chanceFor, noiseFor, viewFor, type Normal } from './discriminator-view.ts'
import type { StepInput } from './step-input.ts'
import { historyTerm, rememberWeights } from './terms/history.ts'
import { lecamTerm, rememberLogits } from './terms/lecam.ts'

/** Trains D once on fresh reals and fakes. @param update 0 … k−1 */
export function trainDiscriminator(input: StepInput, update: number): DiscriminatorUpdate {
  const { players, config, feed, step } = input
  const { network, optimiser } = players.discriminator
  const loss = lossOf(config.loss)
  const normal = noiseFor(feed, step, update)

  const { real, noise, conditions } = feed.batch(step, update)
  const see = viewFor(input, normal, conditions)
  const chance = chanceFor(feed, step, update)
  const pass = { ...TRAIN, conditions, chance }
  const made = generate(players.generator.network, noise, pass)
  const fake = players.discriminator.pool?.shown(made, chance) ?? made
  const shown = { real: see.items(real), fake: see.items(fake) }
  const seen = { chance, conditions: see.told(conditions) }

  const { grads, results } = gradientsWithResults(() => {
    const [realLogits, fakeLogits] = logitsOfBoth(network, shown.real, shown.fake, { ...TRAIN, ...seen })
    const value = loss.discriminator(flat(realLogits), flat(fakeLogits), config.labelSmoothing)
    const penalty = penalties(input, { ...shown, realLogits, fakeLogits }, { ...PROBE, ...seen }, normal)
    const results = { realLogits, fakeLogits, loss: value }
    return penalty === null
      ? { objective: value, results }
      : { objective: add(value, penalty), results: { ...results, penalty } }
  }, [...network.weights.values()])
  input.observer.moving(network, grads)
  const { dLr: rate, beta1, beta2 } = config
  const gradNorm = optimiser.update(grads, { rate, beta1, beta2, bound: weightBound(input) })
  remember(input, results.realLogits, results.fakeLogits)

  const used = { ...given({ noise, conditions }), real, fake, ...results, gradNorm: gradNorm as Scalar }
  input.observer.discriminator(used)
  return used
}

interface ShownBatch {
  real: Tensor
  fake: Tensor
  realLogits: Logits
  fakeLogits: Logits
}

/** All that is added to the loss itself; null when nothing is. @param pass how D is run to be looked at */
function penalties(
  { players, config }: StepInput,
  judged: ShownBatch,
  pass: Pass,
  normal: Normal,
): Scalar | null {
  const { network, anchors } = players.discriminator
  const { term } = penaltyOf(config.penalty)
  const shown: Omit<PenaltyInput, 'gamma'> = {
    logitsOf: (items, row) =>
      itemLogits(logitsOf(network, items, row === undefined ? pass : withRow(pass, row))),
    real: judged.real,
    fake: judged.fake,
    couples: network.couples,
    normal,
    told: toldRow(pass, config),
  }
  const terms = [
    term === undefined
      ? null
      : atGamma((gamma) => term({ ...shown, gamma }), config, players.generator.optimiser.clock),
    lecamTerm(flat(judged.realLogits), flat(judged.fakeLogits), anchors, config.lecam),
    historyTerm(players.discriminator, config.history),
  ].filter((term) => term !== null)
  return terms.length === 0 ? null : addN(terms)
}

function withRow(pass: Pass, row: Tensor2D): Pass {
  return { ...pass, conditions: { ...pass.conditions, row } }
}

/** What a penalty knows of the row D is told; undefined where it is told none. */
function toldRow({ conditions }: Pass, { diversity, pack }: RunConfig): ToldRow | undefined {
  const row = conditions?.row
  return row === undefined ? undefined : { row, pack: diversity === 'packing' ? pack : 1 }
}

function weightBound({ config }: StepInput): number {
  return penaltyOf(config.penalty).weightBound?.(config.gamma) ?? 0
}

function remember({ players, config }: StepInput, real: Logits, fake: Logits): void {
  rememberWeights(players.discriminator)
  if (config.lecam > 0) rememberLogits(players.discriminator.anchors, flat(real), flat(fake))
}
