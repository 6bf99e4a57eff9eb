/**
 * Unrolled GANs (Metz et al. 2017): the generator's loss is taken against the discriminator as it would be after k
 * more updates on this batch, and its gradient flows through those updates. Nothing of the real discriminator
 * changes.
 */
import { add, type Tensor } from '@tensorflow/tfjs'
import { lossOf } from '../losses/losses.ts'
import { PROBE, type NetworkState, type Pass } from '../networks/layer.ts'
import { constant, gradientsOf } from '../ops/autodiff.ts'
import type { Simulated } from '../optimizers/rules/rule.ts'
import { simulateUpdate } from '../optimizers/simulated.ts'
import { flat } from './logits.ts'
import { logitsOfBoth } from './logits-of-both.ts'
import type { StepInput } from './step-input.ts'

/**
 * D's tensors after `config.unroll` simulated updates on the given items; penalties play no part in them.
 * @param pass how D is run: a probe, with what it is told of the items
 */
export function discriminatorAhead(
  { players, config }: StepInput,
  real: Tensor,
  fake: Tensor,
  pass: Pass = PROBE,
): NetworkState {
  const { network, optimiser } = players.discriminator
  const loss = lossOf(config.loss)
  const rates = { rate: config.dLr, beta1: config.beta1, beta2: config.beta2 }
  let ahead = new Map<string, Simulated>(
    [...network.weights].map(([name, weight]) => [
      name,
      { weight, mean: optimiser.state.get(`${name}:mean`), square: optimiser.state.get(`${name}:square`) },
    ]),
  )
  for (let update = 1; update <= config.unroll; update++) {
    const state = heldOf(ahead, network)
    const { grads } = gradientsOf(() => {
      const [realLogits, fakeLogits] = logitsOfBoth(network, real, fake, pass, state)
      return loss.discriminator(flat(realLogits), flat(fakeLogits), config.labelSmoothing)
    }, [...state.weights.values()])
    const time = constant(() => add(optimiser.clock, update).reshape([]))
    ahead = new Map(
      [...ahead].map(([name, before], i) => [
        name,
        simulateUpdate(config.optimizer, before, gradientAt(grads, i), time, rates),
      ]),
    )
  }
  return heldOf(ahead, network)
}

function heldOf(ahead: ReadonlyMap<string, Simulated>, { statistics }: NetworkState): NetworkState {
  return { weights: new Map([...ahead].map(([name, { weight }]) => [name, weight])), statistics }
}

function gradientAt(gradients: readonly Tensor[], index: number): Tensor {
  const gradient = gradients[index]
  if (gradient === undefined) throw new Error('Fewer gradients than weights.')
  return gradient
}
