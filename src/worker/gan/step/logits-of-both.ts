/** Shows D reals and fakes: in one pass where its items are independent, else in two. */
import { concat, split, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import { labelled } from '../networks/labelled.ts'
import type { NetworkState, Pass } from '../networks/layer.ts'
import type { Network } from '../networks/network.ts'
import { logitsOf } from './players.ts'

/** Raw logits [n] of reals and of fakes, which share the pass's classes. Batch norm and its like must never see both in one batch (DCGAN; ganhacks). */
export function logitsOfBoth(
  network: Network,
  real: Tensor,
  fake: Tensor,
  pass: Pass,
  state: NetworkState = network,
): [Tensor1D, Tensor1D] {
  if (network.couples) {
    return [logitsOf(network, real, { ...pass, real: true }, state), logitsOf(network, fake, pass, state)]
  }
  const sizes = [real, fake].map((batch) => batch.shape.at(0) ?? 0)
  const both = labelled(pass, pass.labels ?? null, (sizes[0] ?? 0) + (sizes[1] ?? 0))
  const logits = logitsOf(network, concat([real, fake]), both, state)
  const [realLogits, fakeLogits] = split<Tensor1D>(logits, sizes)
  if (realLogits === undefined || fakeLogits === undefined) throw new Error('The batch did not split in two.')
  return [realLogits, fakeLogits]
}
