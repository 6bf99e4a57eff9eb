/**
 * WGAN-GP (Gulrajani et al. 2017, algorithm 1): λ·E(‖∇D(x̂)‖ − 1)², x̂ uniform on the segment between a real and a fake.
 */
import { add, mean, mul, sqrt, square, sub, type Scalar, type Tensor } from '@tensorflow/tfjs'
import { uniformFrom } from '../ops/uniform.ts'
import type { Penalty, PenaltyInput } from './penalty.ts'
import { squaredSlopes } from './slopes.ts'

/** Keeps the root's slope finite where D is flat. */
const EPSILON = 1e-12

export const gradient: Penalty = {
  term: (input) => oneCentred(input, between(input)),
}

/** γ·E(‖∇D‖ − 1)² at the given items. */
export function oneCentred({ judge, gamma }: PenaltyInput, items: Tensor): Scalar {
  const norms = sqrt(add(squaredSlopes(judge, items), EPSILON))
  return mul<Scalar>(mean(square(sub(norms, 1))), gamma)
}

/** x̂ = εx + (1 − ε)g, one ε per pair. */
function between({ real, fake, normal }: PenaltyInput): Tensor {
  const share = uniformFrom(normal, perItem(real))
  return add(fake, mul(share, sub(real, fake)))
}

/** [n, 1, …]: one number for each item. */
export function perItem(items: Tensor): number[] {
  return items.shape.map((side, axis) => (axis === 0 ? side : 1))
}
