/** The generator's update: forward through both networks, loss, backward, update of G alone, and of its running mean. */
import { sqrt, type Scalar } from '@tensorflow/tfjs'
import { LOSS_FORMULAS } from '../losses/losses.ts'
import { PROBE, TRAIN } from '../networks/layer.ts'
import { gradientsWithResults } from '../ops/border.ts'
import { follow } from '../optimizers/average.ts'
import { noiseFor, withInstanceNoise } from './instance-noise.ts'
import { generate, judge } from './players.ts'
import type { GeneratorUpdate } from './recorder.ts'
import type { StepInput } from './step-input.ts'

/** Trains G once against D as it now is. */
export function trainGenerator(input: StepInput): GeneratorUpdate {
  const { players, config, feed, step } = input
  const { network, optimiser, average } = players.generator
  const detective = players.discriminator.network
  const loss = LOSS_FORMULAS[config.loss]
  const normal = noiseFor(feed, step, config.dSteps)

  const noise = feed.generatorNoise(step)

  const { grads, results } = gradientsWithResults(() => {
    const fake = generate(network, noise, TRAIN)
    const [seen] = withInstanceNoise([fake], config.instanceNoise, normal)
    const fakeLogits = judge(detective, seen, PROBE)
    const value = loss.generator(fakeLogits, fakeLogits)
    return { objective: value, results: { fake, fakeLogits, loss: value } }
  }, [...network.weights.values()])
  const squaredNorm = optimiser.update(grads, {
    rate: config.gLr,
    beta1: config.beta1,
    beta2: config.beta2,
    bound: 0,
  })
  const live = [...network.weights.values(), ...network.statistics.values()]
  const means = [...average.weights.values(), ...average.statistics.values()]
  follow(means, live, config.ema, optimiser.clock)

  const used = { noise, ...results, gradNorm: sqrt<Scalar>(squaredNorm as Scalar) }
  input.recorder.generator(used)
  return used
}
