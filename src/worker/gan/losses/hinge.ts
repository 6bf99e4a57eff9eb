/** Miyato et al. 2018 (SNGAN): relu(1 − D(x)) + relu(1 + D(g)); G: −D(g). */
import { add, mean, neg, sub } from '@tensorflow/tfjs'
import { relu } from '../ops/rectify.ts'
import type { Loss } from './loss.ts'

export const hinge: Loss = {
  discriminator: (real, fake) => add(mean(relu(sub(1, real))), mean(relu(add(fake, 1)))),
  generator: (fake) => neg(mean(fake)),
  comparesReals: false,
}
