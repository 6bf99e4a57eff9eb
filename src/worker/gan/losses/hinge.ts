/** Miyato et al. 2018 (SNGAN): relu(1 − D(x)) + relu(1 + D(g)); G: −D(g). */
import { add, mean, neg, sub } from '@tensorflow/tfjs'
import { relu } from '../ops/rectify.ts'
import type { LoneLoss } from './loss.ts'
import { eachFake } from './shares.ts'

export const hinge: LoneLoss = {
  discriminator: (real, fake) => add(mean(relu(sub(1, real))), mean(relu(add(fake, 1)))),
  generator: (fake) => neg(mean(fake)),
  shares: {
    discriminator: (real, fake) => ({
      real: real.map((x) => Math.max(0, 1 - x)),
      fake: fake.map((x) => Math.max(0, 1 + x)),
    }),
    generator: eachFake((x) => -x),
  },
}
