/** R1 and R2 together (Huang et al. 2024, R3GAN): γ/2·(E‖∇D(x)‖² + E‖∇D(g)‖²), both in every update. */
import { add, concat, type Scalar } from '@tensorflow/tfjs'
import type { TermPenalty } from './penalty.ts'
import { meanSquaredGradient } from './input-gradient.ts'

export const r1r2: TermPenalty = {
  term: ({ logitsOf, real, fake, gamma, couples }) => {
    // In one pass the mean runs over both halves: twice the mean is the sum of the halves' means.
    const apart = couples || real.shape[0] !== fake.shape[0]
    return apart
      ? add<Scalar>(
          meanSquaredGradient(logitsOf, real, gamma / 2),
          meanSquaredGradient(logitsOf, fake, gamma / 2),
        )
      : meanSquaredGradient(logitsOf, concat([real, fake]), gamma)
  },
}
