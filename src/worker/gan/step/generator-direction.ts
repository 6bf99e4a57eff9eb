/**
 * Which way the generator's objective draws each fake while the discriminator stands still: what the arrows of the
 * stage are. Changes nothing.
 */
import { mul, neg, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { labelled } from '../networks/labelled.ts'
import { PROBE } from '../networks/layer.ts'
import { gradientsOf } from '../ops/autodiff.ts'
import { noiseFor, viewFor } from './discriminator-view.ts'
import type { StepInput } from './step-input.ts'
import { logitsShown, needsReals, objective } from './train-generator.ts'

/**
 * −n·∂L_G/∂fake, [n, …item]: n times, so that it does not shrink with the batch as a mean over it does. L_G is the very
 * objective of the next step, with its loss, terms, noise and augmentation.
 * @param real [n, …item], looked at only by objectives that compare
 * @param labels [n, classes] one-hot, of a conditional game; null: as D judges by the mean over all
 */
export function generatorDirectionAt(
  input: StepInput,
  fake: Tensor,
  real: Tensor,
  labels: Tensor2D | null = null,
): Tensor {
  const pass = labelled(PROBE, labels, fake.shape.at(0) ?? 0)
  const see = viewFor(input, noiseFor(input.feed, input.step, input.config.dSteps))
  const { grads } = gradientsOf(() => {
    const shown = { fake: see(fake), real: needsReals(input.config) ? see(real) : null }
    return objective(input, shown, logitsShown(input, shown, pass))
  }, [fake])
  const [slope] = grads
  if (slope === undefined) throw new Error('The objective has no gradient by the fakes.')
  return neg(mul(slope, fake.shape.at(0) ?? 0))
}
