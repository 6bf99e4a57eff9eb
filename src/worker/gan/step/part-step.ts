/**
 * Parts of a step, made alone to be looked at: only the discriminator's updates, only the generator's, or a look
 * forwards that trains nothing. Not the algorithm itself: that is train-step.ts.
 */
import { scalar, tidy } from '@tensorflow/tfjs'
import type { StepPart } from '../../../common/protocol/report.ts'
import type { Feed } from '../game-types.ts'
import { lazyBatch } from '../batches/batch.ts'
import { lossOf } from '../losses/losses.ts'
import { PROBE } from '../networks/layer.ts'
import { flat } from './logits.ts'
import { logitsOfBoth } from './logits-of-both.ts'
import { generate } from './players.ts'
import { given } from './step-observer.ts'
import { chanceFor, noiseFor, viewFor } from './discriminator-view.ts'
import type { StepInput } from './step-input.ts'
import { trainDiscriminator } from './train-discriminator.ts'
import { isWarm } from '../warm/stage.ts'
import { trainOnCodes } from '../warm/warm-step.ts'
import { trainGenerator } from './train-generator.ts'

/** More draws than the updates of one step ask for. */
const DRAWS_PER_TURN = 4096

/** Makes the part; the recorder is told. D is trained k times, as in a whole step; lookahead waits for whole steps. */
export function partStep(input: StepInput, part: Exclude<StepPart, 'both'>): void {
  tidy(() => {
    if (part === 'generator' && isWarm(input.config, input.step)) trainOnCodes(input)
    else if (part === 'generator') trainGenerator(input)
    else if (part === 'forwards') lookForwards(input)
    else for (let update = 0; update < input.config.dSteps; update++) trainDiscriminator(input, update)
  })
}

/**
 * The feed of a part that counts as no step: draws of its own, so that neither it nor its repetition takes what the step
 * itself will be given. @param turn 1 for the first part made at this step @param dSteps k
 */
export function feedApart(feed: Feed, turn: number, dSteps: number): Feed {
  const apart = (draw: number): number => turn * DRAWS_PER_TURN + draw
  return {
    batch: (step, update) => {
      const batch = feed.batch(step, apart(update))
      if (update !== dSteps) return batch
      const other = feed.batch(step, apart(DRAWS_PER_TURN - 1))
      return lazyBatch({
        real: () => batch.real,
        noise: () => other.noise,
        codes: () => batch.codes,
        conditions: () => batch.conditions,
      })
    },
    normal: (step, slot, shape) => feed.normal(step, apart(slot), shape),
    uniform: (step, slot, shape) => feed.uniform(step, apart(slot), shape),
  }
}

/** Forwards through both networks, as in D's first update; no weight and no running statistic changes. */
function lookForwards(input: StepInput): void {
  const { players, config, feed, step } = input
  const { real, noise, conditions } = feed.batch(step, 0)
  const chance = chanceFor(feed, step, 0)
  const pass = { ...PROBE, conditions, chance }
  const see = viewFor(input, noiseFor(feed, step, 0), conditions)
  const fake = generate(players.generator.network, noise, pass)
  const { network } = players.discriminator
  const [realLogits, fakeLogits] = logitsOfBoth(network, see.items(real), see.items(fake), {
    ...pass,
    conditions: see.told(conditions),
  })
  const formulas = lossOf(config.loss)
  const loss = formulas.discriminator(flat(realLogits), flat(fakeLogits), config.labelSmoothing)
  const none = { penalty: scalar(0), gradNorm: scalar(0) }
  const used = { ...given({ noise, conditions }), real, fake }
  input.observer.discriminator({ ...used, realLogits, fakeLogits, loss, ...none })
}
