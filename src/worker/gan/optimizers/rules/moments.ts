/** Pieces of the update rules. Must not know any rule. */
import { add, div, mul, sqrt, sub, type Tensor, type Variable } from '@tensorflow/tfjs'

export const EPSILON = 1e-8
/** Keeps the root's slope finite where a gradient has always been nothing. */
const ROOT_EPSILON = 1e-16

/** m ← kept·m + (1 − kept)·fresh, in place. */
export function lerpInPlace(moment: Variable | null, fresh: Tensor, kept: number): Tensor {
  const held = needed(moment)
  held.assign(lerp(held, fresh, kept))
  return held
}

/** kept·m + (1 − kept)·fresh. */
export function lerp(moment: Tensor | undefined, fresh: Tensor, kept: number): Tensor {
  return add(mul(needed(moment), kept), mul(fresh, 1 - kept))
}

/** w − rate · direction / (√squares + ε), differentiable where a square is nought. */
export function stepped(weight: Tensor, rate: number, direction: Tensor, squares: Tensor): Tensor {
  return sub(weight, mul(div(direction, add(sqrt(add(squares, ROOT_EPSILON)), EPSILON)), rate))
}

export function needed<T extends Tensor>(moment: T | null | undefined): T {
  if (moment === null || moment === undefined) throw new Error('The rule needs a moment that was not passed.')
  return moment
}
