/**
 * Jolicoeur-Martineau 2019 (RaGAN): each item is held against the mean of the other side.
 * D: ½[sp(−(D(x) − E D(g))) + sp(D(g) − E D(x))]; G: the same with x and g exchanged.
 */
import { add, mean, mul, neg, sub, type Scalar, type Tensor1D } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import type { Loss } from './loss.ts'
import { mean as meanOf, softplus as softplusOf } from './shares.ts'

export const relativisticAverage: Loss = {
  discriminator: (real, fake) => contest(real, fake),
  generator: (fake, real) => contest(fake, real),
  shares: {
    discriminator: (real, fake) => {
      const { winner, loser } = contestShares(real, fake)
      return { real: winner, fake: loser }
    },
    generator: (fake, real) => {
      const { winner, loser } = contestShares(fake, real)
      return { real: loser, fake: winner }
    },
  },
}

/** Small when `winner` lies above the mean of `loser`, and the other way round. */
function contest(winner: Tensor1D, loser: Tensor1D): Scalar {
  const above = sub<Tensor1D>(winner, mean(loser))
  const below = sub<Tensor1D>(loser, mean(winner))
  return mul(add(mean(softplus(neg(above))), mean(softplus(below))), 0.5)
}

function contestShares(winner: readonly number[], loser: readonly number[]) {
  const [high, low] = [meanOf(winner), meanOf(loser)]
  return {
    winner: winner.map((x) => softplusOf(low - x) / 2),
    loser: loser.map((x) => softplusOf(x - high) / 2),
  }
}
