/** A penalty's weight that moves: γ goes in a straight line to another value, as R3GAN lowers its own while it warms up. */
import { add, div, mul, relu, sub, type Scalar, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'

type Settings = Pick<RunConfig, 'gamma' | 'gammaEnd' | 'gammaSteps'>

/**
 * The term at today's γ. Every term is linear in γ, so that one that moves multiplies the term at γ = 1; the device's own
 * clock says how far it has come, so that a replayed step moves it as well.
 * @param term at a given γ @param clock steps done, [1]
 */
export function atGamma(term: (gamma: number) => Scalar, settings: Settings, clock: Tensor): Scalar {
  const { gamma, gammaEnd, gammaSteps } = settings
  if (gammaSteps === 0) return term(gamma)
  const left = relu(sub(1, div(clock.reshape([]), gammaSteps)))
  return mul<Scalar>(term(1), add(mul(left, gamma - gammaEnd), gammaEnd))
}
