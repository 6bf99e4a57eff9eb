/** Goodfellow et al. 2014, section 3: G maximises ln σ(D(g)), so its gradient is large while it is losing. */
import { mean, neg } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import { crossEntropy, crossEntropyShares } from './logistic.ts'
import type { LoneLoss } from './loss.ts'
import { eachFake, softplus as softplusOf } from './shares.ts'

export const nonSaturating: LoneLoss = {
  discriminator: crossEntropy,
  generator: (fake) => mean(softplus(neg(fake))),
  shares: { discriminator: crossEntropyShares, generator: eachFake((x) => softplusOf(-x)) },
}
