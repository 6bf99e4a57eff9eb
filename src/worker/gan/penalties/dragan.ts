/**
 * DRAGAN (Kodali et al. 2017; its notebook): λ·E(‖∇D(x̃)‖ − 1)² around the data, x̃ = x + α·½·std(x)·U[0, 1], α ~ U[0, 1]
 * for each item, std over all values of the batch.
 */
import { add, mean, mul, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs'
import { uniformFrom } from '../ops/uniform.ts'
import { perItem } from './gradient.ts'
import type { PenaltyInput, TermPenalty } from './penalty.ts'
import { oneCentredGradient } from './input-gradient.ts'

export const dragan: TermPenalty = {
  term: (input) => oneCentredGradient(input.logitsOf, around(input), input.gamma),
}

function around({ real, normal }: PenaltyInput): Tensor {
  const deviation = sqrt(mean(square(sub(real, mean(real)))))
  const reach = mul(mul(deviation, 0.5), uniformFrom(normal, perItem(real)))
  return add(real, mul(uniformFrom(normal, real.shape), reach))
}
