/**
 * One update of the optimiser as a function: nothing changes in place, and gradients flow through it. For looking ahead;
 * the same formulas as kernels/contract.ts.
 */
import { add, div, mul, pow, scalar, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs'
import type { OptimizerId } from '../../../common/catalog/optimizers.ts'
import type { Rates } from './optimiser.ts'

/** One parameter and its moments, at some simulated time. */
export interface Simulated {
  readonly weight: Tensor
  /** First moment; absent where the rule keeps none. */
  readonly mean?: Tensor | undefined
  /** Second moment; absent where the rule keeps none. */
  readonly square?: Tensor | undefined
}

const EPSILON = 1e-8
/** Keeps the root's slope finite where a gradient has always been nothing. */
const ROOT_EPSILON = 1e-16

/** The parameter after one more update. @param time number of that update, from 1, [] */
export function simulateUpdate(
  rule: OptimizerId,
  before: Simulated,
  gradient: Tensor,
  time: Tensor,
  rates: Omit<Rates, 'bound'>,
): Simulated {
  return RULES[rule](before, gradient, time, rates)
}

type Rule = (before: Simulated, gradient: Tensor, time: Tensor, rates: Omit<Rates, 'bound'>) => Simulated

const RULES: Record<OptimizerId, Rule> = {
  adam: ({ weight, ...moments }, gradient, time, { rate, beta1, beta2 }) => {
    const mean = lerp(moments.mean, gradient, beta1)
    const squares = lerp(moments.square, square(gradient), beta2)
    const unbiasedMean = div(mean, sub(1, pow(scalar(beta1), time)))
    const unbiasedSquare = div(squares, sub(1, pow(scalar(beta2), time)))
    return { weight: moved(weight, rate, unbiasedMean, unbiasedSquare), mean, square: squares }
  },
  sgd: ({ weight, mean }, gradient, _, { rate, beta1 }) => {
    const velocity = add(mul(held(mean), beta1), gradient)
    return { weight: sub(weight, mul(velocity, rate)), mean: velocity }
  },
  rmsprop: ({ weight, square: before }, gradient, _, { rate, beta2 }) => {
    const squares = lerp(before, square(gradient), beta2)
    return { weight: moved(weight, rate, gradient, squares), square: squares }
  },
}

/** w − rate · direction / (√squares + ε). */
function moved(weight: Tensor, rate: number, direction: Tensor, squares: Tensor): Tensor {
  return sub(weight, mul(div(direction, add(sqrt(add(squares, ROOT_EPSILON)), EPSILON)), rate))
}

function lerp(moment: Tensor | undefined, fresh: Tensor, kept: number): Tensor {
  return add(mul(held(moment), kept), mul(fresh, 1 - kept))
}

function held(moment: Tensor | undefined): Tensor {
  if (moment === undefined) throw new Error('The rule needs a moment that was not passed.')
  return moment
}
