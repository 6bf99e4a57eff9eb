/**
 * The custom kernels as ordinary operations, for back ends that have no kernel of their own. Variables get new tensors
 * here, so a recorded step cannot be replayed with these.
 */
import {
  add,
  addN,
  cast,
  clipByValue,
  div,
  equal,
  minimum,
  mod,
  mul,
  pow,
  scalar,
  sqrt,
  square,
  sub,
  sum,
  tidy,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs'
import type { OptimiseAttributes } from '../kernels/contract.ts'

export interface ParameterTensors {
  parameter: Variable
  gradient: Tensor
  mean: Variable | null
  square: Variable | null
}

/** As the kernel OPTIMISE. @returns [] √Σg² */
export function optimiseComposed(
  attributes: OptimiseAttributes,
  clock: Variable,
  parameters: readonly ParameterTensors[],
): Tensor {
  return tidy(() => {
    const time = add(clock, 1).reshape([])
    parameters.forEach((tensors) => {
      const moved = RULES[attributes.rule](attributes, time, tensors)
      const { bound } = attributes
      tensors.parameter.assign(bound > 0 ? clipByValue(moved, -bound, bound) : moved)
    })
    clock.assign(time.reshape([1]))
    return sqrt(addN(parameters.map(({ gradient }) => sum(square(gradient)))))
  })
}

/** As the kernel AVERAGE, with the share that is kept worked out. */
export function averageComposed(
  means: readonly Variable[],
  fresh: readonly Tensor[],
  kept: Tensor | number,
): void {
  tidy(() => {
    means.forEach((mean, i) => {
      const value = fresh[i]
      if (value === undefined) throw new Error('Means and values differ in number.')
      mean.assign(add(mul(mean, kept), mul(value, sub(1, kept))))
    })
  })
}

/** min(decay, (1 + t)/(warmth + t)). */
export function warmDecay(decay: number, clock: Tensor, warmth: number): Tensor {
  return minimum(scalar(decay), div(add(clock, 1), add(clock, warmth)).reshape([]))
}

/** As the kernel LOOKAHEAD. */
export function lookaheadComposed(
  weights: readonly Variable[],
  slow: readonly Variable[],
  clock: Tensor,
  every: number,
): void {
  tidy(() => {
    const now = cast(equal(mod(clock, every), 0), 'float32').reshape([])
    weights.forEach((fast, i) => {
      const copy = slow[i]
      if (copy === undefined) throw new Error('Weights and slow copies differ in number.')
      copy.assign(add(copy, mul(sub(fast, copy), mul(now, 0.5))))
      fast.assign(add(fast, mul(sub(copy, fast), now)))
    })
  })
}

type Rule = (attributes: OptimiseAttributes, time: Tensor, tensors: ParameterTensors) => Tensor

const RULES: Record<OptimiseAttributes['rule'], Rule> = {
  adam: ({ rate, beta1, beta2, epsilon }, time, { parameter, gradient, ...moments }) => {
    const mean = lerped(moments.mean, gradient, beta1)
    const squares = lerped(moments.square, square(gradient), beta2)
    const unbiasedMean = div(mean, sub(1, pow(scalar(beta1), time)))
    const unbiasedSquare = div(squares, sub(1, pow(scalar(beta2), time)))
    return sub(parameter, mul(rate, div(unbiasedMean, add(sqrt(unbiasedSquare), epsilon))))
  },
  sgd: ({ rate, beta1 }, _, { parameter, gradient, mean }) => {
    const velocity = required(mean)
    velocity.assign(add(mul(velocity, beta1), gradient))
    return sub(parameter, mul(rate, velocity))
  },
  rmsprop: ({ rate, beta2, epsilon }, _, { parameter, gradient, square: moment }) => {
    const squares = lerped(moment, square(gradient), beta2)
    return sub(parameter, mul(rate, div(gradient, add(sqrt(squares), epsilon))))
  },
}

function lerped(moment: Variable | null, fresh: Tensor, kept: number): Tensor {
  const held = required(moment)
  held.assign(add(mul(held, kept), mul(fresh, 1 - kept)))
  return held
}

function required(moment: Variable | null): Variable {
  if (moment === null) throw new Error('The rule needs a moment that was not passed.')
  return moment
}
