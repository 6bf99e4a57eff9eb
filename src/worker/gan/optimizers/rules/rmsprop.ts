/** Hinton, lecture 6e, 2012: v ← β₂v + (1 − β₂)g²; p − rate · g/(√v + ε). */
import { add, div, mul, sqrt, square, sub } from '@tensorflow/tfjs'
import { lerp, lerpInPlace, stepped } from './moments.ts'
import type { OptimizerRule } from './rule.ts'

export const rmsprop: OptimizerRule = {
  composed: ({ rate, beta2, epsilon }, _, { parameter, gradient, square: moment }) => {
    const squares = lerpInPlace(moment, square(gradient), beta2)
    return sub(parameter, mul(rate, div(gradient, add(sqrt(squares), epsilon))))
  },
  simulated: ({ weight, square: before }, gradient, _, { rate, beta2 }) => {
    const squares = lerp(before, square(gradient), beta2)
    return { weight: stepped(weight, rate, gradient, squares), square: squares }
  },
}
