/** Shows D reals and fakes: in one pass where its items are independent, else in two. */
import { concat, split, type Tensor } from '@tensorflow/tfjs'
import type { NetworkState, Pass } from '../networks/layer.ts'
import type { Network } from '../networks/network.ts'
import type { Logits } from './logits.ts'
import { logitsOf } from './players.ts'

/**
 * Raw logits [n, k] of n reals and of n fakes, which are told the same. Batch norm and its like must never see both in one
 * batch (DCGAN; ganhacks).
 */
export function logitsOfBoth(
  network: Network,
  real: Tensor,
  fake: Tensor,
  pass: Pass,
  state: NetworkState = network,
): [Logits, Logits] {
  if (network.couples) {
    return [logitsOf(network, real, { ...pass, real: true }, state), logitsOf(network, fake, pass, state)]
  }
  const logits = logitsOf(network, concat([real, fake]), pass, state)
  const [realLogits, fakeLogits] = split<Logits>(logits, [real.shape.at(0) ?? 0, fake.shape.at(0) ?? 0])
  if (realLogits === undefined || fakeLogits === undefined) throw new Error('The batch did not split in two.')
  return [realLogits, fakeLogits]
}
