/** Goodfellow et al. 2014, section 3: G maximises ln σ(D(g)), so its gradient is large while it is losing. */
import { mean, neg } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import { crossEntropy } from './logistic.ts'
import type { Loss } from './loss.ts'

export const nonSaturating: Loss = {
  discriminator: crossEntropy,
  generator: (fake) => mean(softplus(neg(fake))),
  comparesReals: false,
}
