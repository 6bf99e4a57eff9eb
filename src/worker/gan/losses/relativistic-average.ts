/**
 * Jolicoeur-Martineau 2019 (RaGAN): each item is held against the mean of the other side.
 * D: ½[sp(−(D(x) − E D(g))) + sp(D(g) − E D(x))]; G: the same with x and g exchanged.
 */
import { add, mean, mul, neg, sub, type Scalar, type Tensor1D } from '@tensorflow/tfjs'
import { softplus } from '../ops/smooth.ts'
import type { Loss } from './loss.ts'

export const relativisticAverage: Loss = {
  discriminator: (real, fake) => contest(real, fake),
  generator: (fake, real) => contest(fake, real),
  comparesReals: true,
}

/** Small when `winner` lies above the mean of `loser`, and the other way round. */
function contest(winner: Tensor1D, loser: Tensor1D): Scalar {
  const above = sub<Tensor1D>(winner, mean(loser))
  const below = sub<Tensor1D>(loser, mean(winner))
  return mul(add(mean(softplus(neg(above))), mean(softplus(below))), 0.5)
}
