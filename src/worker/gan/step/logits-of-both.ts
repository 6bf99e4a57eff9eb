/** Shows D reals and fakes: in one pass where its items are independent, else in two. */
import { concat, split, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import { labelled } from '../networks/labelled.ts'
import type { Held, Pass } from '../networks/layer.ts'
import type { Network } from '../networks/network.ts'
import { judge } from './players.ts'

/** Raw logits [n] of reals and of fakes, which share the pass's classes. Batch norm and its like must never see both in one batch (DCGAN; ganhacks). */
export function judgeBoth(
  network: Network,
  real: Tensor,
  fake: Tensor,
  pass: Pass,
  held: Held = network,
): [Tensor1D, Tensor1D] {
  if (network.couples) {
    return [judge(network, real, { ...pass, real: true }, held), judge(network, fake, pass, held)]
  }
  const sizes = [real, fake].map((batch) => batch.shape.at(0) ?? 0)
  const both = labelled(pass, pass.labels ?? null, (sizes[0] ?? 0) + (sizes[1] ?? 0))
  const logits = judge(network, concat([real, fake]), both, held)
  const [realLogits, fakeLogits] = split<Tensor1D>(logits, sizes)
  if (realLogits === undefined || fakeLogits === undefined) throw new Error('The batch did not split in two.')
  return [realLogits, fakeLogits]
}
