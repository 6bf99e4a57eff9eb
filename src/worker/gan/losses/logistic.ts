/** The cross-entropy of a logistic discriminator, shared by the losses of the first GAN paper: E over x plus E over g. */
import { add, mean, mul, neg, type Scalar, type Tensor1D } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import type { Shares } from './loss.ts'
import { softplus as softplusOf } from './shares.ts'

/** E[(1−s)·sp(−D(x)) + s·sp(D(x))] + E[sp(D(g))]; the first is sp(−x) + s·x, since sp(x) = sp(−x) + x. */
export function crossEntropy(real: Tensor1D, fake: Tensor1D, smoothing: number): Scalar {
  const certain = softplus(neg(real))
  const onReal = smoothing === 0 ? certain : add<Tensor1D>(certain, mul(real, smoothing))
  return add(mean(onReal), mean(softplus(fake)))
}

export const crossEntropyShares: Shares['discriminator'] = (real, fake, smoothing) => ({
  real: real.map((x) => softplusOf(-x) + smoothing * x),
  fake: fake.map(softplusOf),
})
