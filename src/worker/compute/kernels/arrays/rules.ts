/** Update rules on plain arrays: the formulas of kernels/contract.ts, element by element. Knows no tensors. */
import type { OptimizerId } from '../../../../common/catalog/optimizers.ts'
import type { OptimiseAttributes } from '../../../gan/kernels/contract.ts'

export interface ParameterArrays {
  parameter: Float32Array
  gradient: Float32Array
  /** First moment; null where the rule keeps none. */
  mean: Float32Array | null
  /** Second moment; null where the rule keeps none. */
  square: Float32Array | null
}

/** Updates one parameter in place. @param time number of this update, from 1 @returns Σg² */
export function optimiseArrays(
  attributes: OptimiseAttributes,
  time: number,
  arrays: ParameterArrays,
): number {
  RULES[attributes.rule](attributes, time, arrays)
  if (attributes.bound > 0) clip(arrays.parameter, attributes.bound)
  return sumOfSquares(arrays.gradient)
}

type Rule = (attributes: OptimiseAttributes, time: number, arrays: ParameterArrays) => void

const RULES = { adam, sgd, rmsprop } satisfies Record<OptimizerId, Rule>

/** a ← kept·a + (1 − kept)·x. */
export function averageArray(mean: Float32Array, fresh: Float32Array, kept: number): void {
  for (let i = 0; i < mean.length; i++) mean[i] = kept * (mean[i] ?? 0) + (1 - kept) * (fresh[i] ?? 0)
}

function adam(attributes: OptimiseAttributes, time: number, arrays: ParameterArrays): void {
  const { beta1, beta2, epsilon } = attributes
  const { parameter, gradient } = arrays
  const mean = required(arrays.mean)
  const square = required(arrays.square)
  const rate = attributes.rate / (1 - beta1 ** time)
  const squareScale = 1 / (1 - beta2 ** time)
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i] ?? 0
    const m = beta1 * (mean[i] ?? 0) + (1 - beta1) * g
    const v = beta2 * (square[i] ?? 0) + (1 - beta2) * g * g
    mean[i] = m
    square[i] = v
    parameter[i] = (parameter[i] ?? 0) - (rate * m) / (Math.sqrt(v * squareScale) + epsilon)
  }
}

function sgd({ rate, beta1 }: OptimiseAttributes, _: number, arrays: ParameterArrays): void {
  const { parameter, gradient } = arrays
  const mean = required(arrays.mean)
  for (let i = 0; i < parameter.length; i++) {
    const m = beta1 * (mean[i] ?? 0) + (gradient[i] ?? 0)
    mean[i] = m
    parameter[i] = (parameter[i] ?? 0) - rate * m
  }
}

function rmsprop({ rate, beta2, epsilon }: OptimiseAttributes, _: number, arrays: ParameterArrays): void {
  const { parameter, gradient } = arrays
  const square = required(arrays.square)
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i] ?? 0
    const v = beta2 * (square[i] ?? 0) + (1 - beta2) * g * g
    square[i] = v
    parameter[i] = (parameter[i] ?? 0) - (rate * g) / (Math.sqrt(v) + epsilon)
  }
}

function clip(parameter: Float32Array, bound: number): void {
  for (let i = 0; i < parameter.length; i++) {
    parameter[i] = Math.min(bound, Math.max(-bound, parameter[i] ?? 0))
  }
}

function sumOfSquares(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2
  return sum
}

function required(moment: Float32Array | null): Float32Array {
  if (moment === null) throw new Error('The rule needs a moment that was not passed.')
  return moment
}
