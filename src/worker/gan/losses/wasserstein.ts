/** Arjovsky et al. 2017 (WGAN): −D(x) + D(g); G: −D(g). A distance only while D is kept Lipschitz. */
import { mean, neg, sub } from '@tensorflow/tfjs'
import type { Loss } from './loss.ts'

export const wasserstein: Loss = {
  discriminator: (real, fake) => sub(mean(fake), mean(real)),
  generator: (fake) => neg(mean(fake)),
  comparesReals: false,
}
