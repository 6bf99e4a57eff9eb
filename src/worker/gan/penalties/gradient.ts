/**
 * WGAN-GP (Gulrajani et al. 2017, algorithm 1): λ·E(‖∇D(x̂)‖ − 1)², x̂ uniform on the segment between a real and a fake.
 */
import { add, mul, sub, type Tensor } from '@tensorflow/tfjs'
import { uniformFrom } from '../ops/uniform.ts'
import type { PenaltyInput, TermPenalty } from './penalty.ts'
import { oneCentredGradient } from './input-gradient.ts'

export const gradient: TermPenalty = {
  term: (input) => oneCentredGradient(input.logitsOf, between(input), input.gamma),
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
