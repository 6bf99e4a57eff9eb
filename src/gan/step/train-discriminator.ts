/** One update of the discriminator: forward, loss, backward, update. */
import { add, scalar, sqrt, type Scalar } from '@tensorflow/tfjs'
import { LOSS_FORMULAS } from '../losses/losses.ts'
import { PROBE, TRAIN } from '../networks/layer.ts'
import { gradientsWithResults } from '../ops/border.ts'
import { PENALTY_TERMS } from '../penalties/penalties.ts'
import type { Penalty, PenaltyInput } from '../penalties/penalty.ts'
import { judgeBoth } from './judge-both.ts'
import { generate, judge } from './players.ts'
import type { DiscriminatorUpdate } from './recorder.ts'
import { noiseFor, sightFor } from './sight.ts'
import type { StepInput } from './step-input.ts'

/** Trains D once on fresh reals and fakes. @param update 0 … k−1 */
export function trainDiscriminator(input: StepInput, update: number): DiscriminatorUpdate {
  const { players, config, feed, step } = input
  const { network, optimiser } = players.discriminator
  const loss = LOSS_FORMULAS[config.loss]
  const penalty: Penalty = PENALTY_TERMS[config.penalty]
  const normal = noiseFor(feed, step, update)
  const see = sightFor(input, normal)

  const real = feed.real(step, update)
  const noise = feed.discriminatorNoise(step, update)
  const fake = generate(players.generator.network, noise, TRAIN)
  const [seenReal, seenFake] = [see(real), see(fake)]

  const { grads, results } = gradientsWithResults(() => {
    const [realLogits, fakeLogits] = judgeBoth(network, seenReal, seenFake, TRAIN)
    const value = loss.discriminator(realLogits, fakeLogits, config.labelSmoothing)
    const term = penaltyTerm(penalty, {
      judge: (items) => judge(network, items, PROBE),
      real: seenReal,
      fake: seenFake,
      couples: network.couples,
      normal,
      gamma: config.gamma,
    })
    return {
      objective: add(value, term),
      results: { realLogits, fakeLogits, loss: value, penalty: term },
    }
  }, [...network.weights.values()])
  const squaredNorm = optimiser.update(grads, {
    rate: config.dLr,
    beta1: config.beta1,
    beta2: config.beta2,
    bound: penalty.weightBound?.(config.gamma) ?? 0,
  })

  const used = { real, noise, fake, ...results, gradNorm: sqrt<Scalar>(squaredNorm as Scalar) }
  input.recorder.discriminator(used)
  return used
}

function penaltyTerm(penalty: Penalty, input: PenaltyInput): Scalar {
  return penalty.term?.(input) ?? scalar(0)
}
