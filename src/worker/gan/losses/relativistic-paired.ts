/**
 * Jolicoeur-Martineau 2019 (RSGAN); R3GAN's convergent loss together with R1 and R2 (Huang et al. 2024). Each fake is
 * held against one real. D: sp(−(D(x) − D(g))); G: sp(−(D(g) − D(x))).
 */
import { mean, sub } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import type { Loss } from './loss.ts'
import { softplus as softplusOf } from './shares.ts'

export const relativisticPaired: Loss = {
  discriminator: (real, fake) => mean(softplus(sub(fake, real))),
  generator: (fake, real) => mean(softplus(sub(real, fake))),
  shares: {
    discriminator: (real, fake) => ({ real: real.map((x, i) => softplusOf((fake[i] ?? NaN) - x)), fake: [] }),
    generator: (fake, real) => ({ real: [], fake: fake.map((x, i) => softplusOf((real[i] ?? NaN) - x)) }),
  },
}
