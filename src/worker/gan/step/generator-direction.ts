/**
 * Which way the generator's objective draws each fake while the discriminator stands still: what the arrows of the
 * stage are. Changes nothing.
 */
import { mul, neg, type Tensor } from '@tensorflow/tfjs'
import type { Conditions } from '../networks/conditions.ts'
import { PROBE } from '../networks/layer.ts'
import { gradientsOf } from '../ops/autodiff.ts'
import { chanceFor, noiseFor, viewFor } from './discriminator-view.ts'
import type { StepInput } from './step-input.ts'
import { generate } from './players.ts'
import { discriminatorSeesReals, logitsShown, objective } from './train-generator.ts'

/**
 * −n·∂L_G/∂fake, [n, …item]: n times, so that it does not shrink with the batch as a mean over it does. L_G is the very
 * objective of the next step, with its loss, terms, noise and augmentation.
 * @param real [n, …item], looked at only by objectives that compare
 * @param conditions of each fake; without labels D judges by the mean over all classes
 */
export function generatorDirectionAt(
  input: StepInput,
  fake: Tensor,
  real: Tensor,
  conditions: Conditions = {},
): Tensor {
  const { feed, step, config } = input
  const chance = chanceFor(feed, step, config.dSteps)
  const { network } = input.players.generator
  const again = (source: Tensor) =>
    generate(network, null, { ...PROBE, conditions: { ...conditions, source }, chance })
  const made = { fake, real, beforeHead: null, conditions, again }
  const see = viewFor(input, noiseFor(feed, step, config.dSteps), conditions)
  const { grads } = gradientsOf(() => {
    const shown = { fake: see.items(fake), real: discriminatorSeesReals(config) ? see.items(real) : null }
    const pass = { ...PROBE, chance, conditions: see.told(conditions) }
    return objective(input, { made, shown }, logitsShown(input, shown, pass), pass)
  }, [fake])
  const [slope] = grads
  if (slope === undefined) throw new Error('The objective has no gradient by the fakes.')
  return neg(mul(slope, fake.shape.at(0) ?? 0))
}
