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
import type { ParameterTensors } from './rules/rule.ts'
import { OPTIMIZER_RULES } from './rules/rules.ts'

/** As the kernel OPTIMISE. @returns [] √Σg² */
export function optimiseComposed(
  attributes: OptimiseAttributes,
  clock: Variable,
  parameters: readonly ParameterTensors[],
): Tensor {
  return tidy(() => {
    const time = add(clock, 1).reshape([])
    parameters.forEach((tensors) => {
      const moved = OPTIMIZER_RULES[attributes.rule].composed(attributes, time, tensors)
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
