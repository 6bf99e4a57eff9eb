/** Arjovsky et al. 2017 (WGAN): −D(x) + D(g); G: −D(g). A distance only while D is kept Lipschitz. */
import { mean, neg, sub } from '@tensorflow/tfjs'
import type { LoneLoss } from './loss.ts'
import { eachFake } from './shares.ts'

export const wasserstein: LoneLoss = {
  discriminator: (real, fake) => sub(mean(fake), mean(real)),
  generator: (fake) => neg(mean(fake)),
  shares: {
    discriminator: (real, fake) => ({ real: real.map((x) => -x), fake: [...fake] }),
    generator: eachFake((x) => -x),
  },
}
