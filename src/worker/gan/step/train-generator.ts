/** The generator's update: forward through both networks, loss, backward, update of G alone, and of its running mean. */
import { addN, mul, type Scalar, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { lossEntry } from '../../../common/catalog/losses.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { lossOf } from '../losses/losses.ts'
import { PROBE, TRAIN, type Pass } from '../networks/layer.ts'
import { gradientsWithResults } from '../ops/autodiff.ts'
import { followGenerator } from '../optimizers/follow-generator.ts'
import type { MadeBatch } from '../tasks/task.ts'
import { flat, type Logits } from './logits.ts'
import { logitsOfBoth } from './logits-of-both.ts'
import { generate, generateInTwo, logitsOf } from './players.ts'
import { given, type GeneratorUpdate } from './step-observer.ts'
import { chanceFor, noiseFor, viewFor } from './discriminator-view.ts'
import type { StepInput } from './step-input.ts'
import { featureMatchingTerm } from './terms/feature-matching.ts'
import { historyTerm, rememberWeights } from './terms/history.ts'
import { largest } from './terms/top-k.ts'
import { discriminatorAhead } from './unroll.ts'

/** Trains G once against D as it now is. */
export function trainGenerator(input: StepInput): GeneratorUpdate {
  const { players, config, feed, step } = input
  const { network, optimiser } = players.generator
  const batch = feed.batch(step, config.dSteps)
  const { noise, conditions } = batch
  const chance = chanceFor(feed, step, config.dSteps)
  const see = viewFor(input, noiseFor(feed, step, config.dSteps), conditions)
  const real = needsReals(input) ? batch.real : null

  const { grads, results } = gradientsWithResults(() => {
    const { fake, beforeHead } = make(input, noise, { ...TRAIN, conditions, chance })
    const shown = {
      fake: see.items(fake),
      real: real !== null && discriminatorSeesReals(config) ? see.items(real) : null,
    }
    const pass = { ...PROBE, chance, conditions: see.told(conditions) }
    const logits = logitsShown(input, shown, pass)
    const again = (source: Tensor) =>
      generate(network, null, { ...TRAIN, conditions: { ...conditions, source }, chance })
    const made = { fake, real, beforeHead, conditions, again }
    const value = objective(input, { made, shown }, logits, pass)
    return { objective: value, results: { fake, loss: value, ...logits } }
  }, [...network.weights.values()])
  input.observer.moving(network, grads)
  const { gLr: rate, beta1, beta2 } = config
  const gradNorm = optimiser.update(grads, { rate, beta1, beta2, bound: 0 })
  followGenerator(players.generator, config.ema, optimiser.clock)
  rememberWeights(players.generator)

  const compared = real === null ? {} : { real }
  const used = { ...given({ noise, conditions }), ...compared, ...results, gradNorm: gradNorm as Scalar }
  input.observer.generator(used)
  return used
}

/** Fakes, and on the way what goes into G's last layer, where a term looks at it. */
function make(
  { players, terms }: StepInput,
  noise: Tensor2D | null,
  pass: Pass,
): Pick<MadeBatch, 'fake' | 'beforeHead'> {
  const { network } = players.generator
  if (!terms.some((term) => term.looksBeforeHead === true))
    return { fake: generate(network, noise, pass), beforeHead: null }
  return generateInTwo(network, noise, pass)
}

/** What D is shown: augmented, with instance noise. */
export interface Shown {
  fake: Tensor
  /** Only where D looks at reals in G's update. */
  real: Tensor | null
}

/** Whether G's update asks D about reals, or asks a discriminator that would. */
export function discriminatorSeesReals({ loss, unroll, featureMatching }: RunConfig): boolean {
  return lossEntry(loss).comparesReals || unroll > 0 || featureMatching > 0
}

function needsReals({ config, terms }: StepInput): boolean {
  return discriminatorSeesReals(config) || terms.some((term) => term.comparesReals)
}

interface LogitsShown {
  fakeLogits: Logits
  realLogits?: Logits
}

/** Logits of what is shown, by D as it is or as it would soon be; of reals only where there are any. */
export function logitsShown(input: StepInput, { fake, real }: Shown, pass: Pass = PROBE): LogitsShown {
  const { network } = input.players.discriminator
  if (real === null) return { fakeLogits: logitsOf(network, fake, pass) }
  const state = input.config.unroll > 0 ? discriminatorAhead(input, real, fake, pass) : network
  const [realLogits, fakeLogits] = logitsOfBoth(network, real, fake, pass, state)
  return { fakeLogits, realLogits }
}

/**
 * What G minimises: the loss, and what is added to it.
 * @param of the batch as it was made, and as D is shown it @param pass how D is run, with what it is told
 */
export function objective(
  input: StepInput,
  { made, shown }: { made: MadeBatch; shown: Shown },
  { fakeLogits, realLogits = fakeLogits }: LogitsShown,
  pass: Pass = PROBE,
): Scalar {
  const { players, config } = input
  const loss = lossOf(config.loss)
  const counted = lossEntry(config.loss).comparesReals ? fakeLogits : largest(fakeLogits, config.topK)
  const value = loss.generator(flat(counted), flat(realLogits))
  // By 1 as well, so that a recorded step takes the next weight as a number.
  const adversarial = input.adversarial === undefined ? value : mul<Scalar>(value, input.adversarial(config))
  const discriminator = players.discriminator.network
  const terms = [
    adversarial,
    shown.real === null
      ? null
      : featureMatchingTerm(discriminator, shown.real, shown.fake, config.featureMatching, pass),
    historyTerm(players.generator, config.history),
    ...input.terms.map((term) => term.value(made, config)),
  ].filter((term) => term !== null)
  return terms.length === 1 ? adversarial : addN(terms)
}
