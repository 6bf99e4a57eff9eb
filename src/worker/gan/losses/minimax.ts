/** Goodfellow et al. 2014, equation 1: the zero-sum game; G minimises ln(1 − σ(D(g))) = −sp(D(g)). */
import { mean, neg } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import { crossEntropy, crossEntropyShares } from './logistic.ts'
import type { LoneLoss } from './loss.ts'
import { eachFake, softplus as softplusOf } from './shares.ts'

export const minimax: LoneLoss = {
  discriminator: crossEntropy,
  generator: (fake) => neg(mean(softplus(fake))),
  shares: { discriminator: crossEntropyShares, generator: eachFake((x) => -softplusOf(x)) },
}
