/** Robbins & Monro 1951, with momentum: m ← β₁m + g; p − rate · m. */
import { add, mul, sub } from '@tensorflow/tfjs'
import { needed } from './moments.ts'
import type { OptimizerRule } from './rule.ts'

export const sgd: OptimizerRule = {
  composed: ({ rate, beta1 }, _, { parameter, gradient, mean }) => {
    const velocity = needed(mean)
    velocity.assign(add(mul(velocity, beta1), gradient))
    return sub(parameter, mul(rate, velocity))
  },
  simulated: ({ weight, mean }, gradient, _, { rate, beta1 }) => {
    const velocity = add(mul(needed(mean), beta1), gradient)
    return { weight: sub(weight, mul(velocity, rate)), mean: velocity }
  },
}
