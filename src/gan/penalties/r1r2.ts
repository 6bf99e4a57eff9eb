/** R1 and R2 together (Huang et al. 2024, R3GAN): γ/2·(E‖∇D(x)‖² + E‖∇D(g)‖²), both in every update. */
import { add, concat, mul, type Scalar } from '@tensorflow/tfjs'
import type { Penalty } from './penalty.ts'
import { meanSquaredSlope } from './slopes.ts'

export const r1r2: Penalty = {
  term: ({ judge, real, fake, gamma, couples }) => {
    // In one pass the mean runs over both halves: twice the mean is the sum of the halves' means.
    const apart = couples || real.shape[0] !== fake.shape[0]
    const sum = apart
      ? add(meanSquaredSlope(judge, real), meanSquaredSlope(judge, fake))
      : mul(meanSquaredSlope(judge, concat([real, fake])), 2)
    return mul<Scalar>(sum, gamma / 2)
  },
}
