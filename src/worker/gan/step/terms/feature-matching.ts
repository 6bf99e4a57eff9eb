/**
 * Feature matching (Salimans et al. 2016, section 3.1): the generator also tries to make the mean of D's last hidden
 * features over fakes that over reals. Mean absolute difference, as in the released code.
 */
import { abs, concat, mean, mul, split, sub, type Scalar, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { PROBE, type Pass } from '../../networks/layer.ts'
import { run, type Network } from '../../networks/network.ts'
import { meanRows } from '../../ops/sum-rows.ts'

/**
 * @param weight 0: none
 * @param pass how D is run: a probe, with what it is told of the n reals and of the n fakes, the same
 */
export function featureMatchingTerm(
  network: Network,
  real: Tensor,
  fake: Tensor,
  weight: number,
  pass: Pass = PROBE,
): Scalar | null {
  if (weight === 0) return null
  const features = (items: Tensor) => featuresOf(network, items, pass)
  const [onReal, onFake] = network.couples
    ? [features(real), features(fake)]
    : split<Tensor2D>(features(concat([real, fake])), [real.shape.at(0) ?? 0, fake.shape.at(0) ?? 0])
  if (onReal === undefined || onFake === undefined) throw new Error('The batch did not split in two.')
  return mul<Scalar>(mean(abs(sub(meanRows(onFake), meanRows(onReal)))), weight)
}

/** What goes into D's last layer, laid flat: [n, features]. */
function featuresOf(network: Network, items: Tensor, pass: Pass): Tensor2D {
  const last = run(network.layers, items, network, pass, network.layers.length - 1)
  return last.rank === 2 ? (last as Tensor2D) : last.reshape([last.shape.at(0) ?? 0, -1])
}
