/**
 * Feature matching (Salimans et al. 2016, section 3.1): the generator also tries to make the mean of D's last hidden
 * features over fakes that over reals. Mean absolute difference, as in the released code.
 */
import { abs, concat, mean, mul, split, sub, type Scalar, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { PROBE } from '../../networks/layer.ts'
import { run, type Network } from '../../networks/network.ts'
import { meanRows } from '../../ops/sum-rows.ts'

/** @param weight 0: none */
export function featureMatchingTerm(
  network: Network,
  real: Tensor,
  fake: Tensor,
  weight: number,
): Scalar | null {
  if (weight === 0) return null
  const [onReal, onFake] = network.couples
    ? [features(network, real), features(network, fake)]
    : split<Tensor2D>(features(network, concat([real, fake])), [real.shape.at(0) ?? 0, fake.shape.at(0) ?? 0])
  if (onReal === undefined || onFake === undefined) throw new Error('The batch did not split in two.')
  return mul<Scalar>(mean(abs(sub(meanRows(onFake), meanRows(onReal)))), weight)
}

/** What goes into D's last layer, [n, features]. */
function features(network: Network, items: Tensor): Tensor2D {
  return run(network.layers, items, network, PROBE, network.layers.length - 1) as Tensor2D
}
