/** Goodfellow et al. 2014, equation 1: the zero-sum game; G minimises ln(1 − σ(D(g))) = −sp(D(g)). */
import { mean, neg } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import { crossEntropy } from './logistic.ts'
import type { Loss } from './loss.ts'

export const minimax: Loss = {
  discriminator: crossEntropy,
  generator: (fake) => neg(mean(softplus(fake))),
  comparesReals: false,
}
