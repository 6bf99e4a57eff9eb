/** Mao et al. 2017 (LSGAN), targets 1 and 0: ½(D(x) − 1)² + ½D(g)²; G: ½(D(g) − 1)². */
import { add, mean, mul, square, sub, type Scalar, type Tensor1D } from '@tensorflow/tfjs'
import type { LoneLoss } from './loss.ts'
import { eachFake } from './shares.ts'

export const leastSquares: LoneLoss = {
  discriminator: (real, fake, smoothing) => add(distance(real, 1 - smoothing), distance(fake, 0)),
  generator: (fake) => distance(fake, 1),
  shares: {
    discriminator: (real, fake, smoothing) => ({
      real: real.map((x) => (x - (1 - smoothing)) ** 2 / 2),
      fake: fake.map((x) => x ** 2 / 2),
    }),
    generator: eachFake((x) => (x - 1) ** 2 / 2),
  },
}

/** ½E(x − target)². */
function distance(logits: Tensor1D, target: number): Scalar {
  return mul(mean<Scalar>(square(sub(logits, target))), 0.5)
}
