/** Kingma & Ba 2015, algorithm 1: p − rate · m̂/(√v̂ + ε), with moments that are unbiased for having begun at zero. */
import { add, div, mul, pow, scalar, sqrt, square, sub } from '@tensorflow/tfjs'
import { lerp, lerpInPlace, stepped } from './moments.ts'
import type { OptimizerRule } from './rule.ts'

export const adam: OptimizerRule = {
  composed: ({ rate, beta1, beta2, epsilon }, time, { parameter, gradient, ...moments }) => {
    const mean = lerpInPlace(moments.mean, gradient, beta1)
    const squares = lerpInPlace(moments.square, square(gradient), beta2)
    const unbiasedMean = div(mean, sub(1, pow(scalar(beta1), time)))
    const unbiasedSquare = div(squares, sub(1, pow(scalar(beta2), time)))
    return sub(parameter, mul(rate, div(unbiasedMean, add(sqrt(unbiasedSquare), epsilon))))
  },
  simulated: ({ weight, ...moments }, gradient, time, { rate, beta1, beta2 }) => {
    const mean = lerp(moments.mean, gradient, beta1)
    const squares = lerp(moments.square, square(gradient), beta2)
    const unbiasedMean = div(mean, sub(1, pow(scalar(beta1), time)))
    const unbiasedSquare = div(squares, sub(1, pow(scalar(beta2), time)))
    return { weight: stepped(weight, rate, unbiasedMean, unbiasedSquare), mean, square: squares }
  },
}
