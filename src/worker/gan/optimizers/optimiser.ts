/**
 * Turns gradients into updates of one network's weights, in place. Holds the moments and the update count as tensors, so
 * that they can be saved, and so that a replayed step needs nothing from JavaScript.
 */
import { getBackend, zeros, type Tensor, type Variable } from '@tensorflow/tfjs'
import { optimizerEntry, type OptimizerId } from '../../../common/catalog/optimizers.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { OPTIMISE, type OptimiseAttributes } from '../kernels/contract.ts'
import { runKernel, type Attributes } from '../ops/autodiff.ts'
import { variableOf } from '../tensors/variables.ts'
import { optimiseComposed } from './composed.ts'
import { EPSILON } from './rules/moments.ts'
import type { ParameterTensors } from './rules/rule.ts'

/** What can change between two updates. */
export interface Rates {
  rate: number
  beta1: number
  beta2: number
  /** Weights are clipped to ±bound after the update; 0: not at all. */
  bound: number
}

export interface Optimiser {
  /** Updates the weights from their gradients, in the same order. @returns [] the norm of all gradients together */
  update(gradients: readonly Tensor[], rates: Rates): Tensor
  /** Updates made so far, [1]. */
  readonly clock: Variable
  /** All it holds, by name: `generator/dense1/kernel:mean`. */
  readonly state: ReadonlyMap<string, Variable>
}

/** @param name prefix of the state's names @param weights by name; only these are updated */
export function createOptimiser(
  rule: OptimizerId,
  name: string,
  weights: ReadonlyMap<string, Variable>,
): Optimiser {
  const { moments } = optimizerEntry(rule)
  const clock = variableOf(zeros([1]))
  const state = new Map([[`${name}:updates`, clock]])
  const moment = (parameter: string, kind: 'mean' | 'square', shape: number[]): Variable | null => {
    if (!moments[kind]) return null
    const held = variableOf(zeros(shape))
    state.set(`${parameter}:${kind}`, held)
    return held
  }
  const slots = [...weights].map(([key, parameter]) => ({
    parameter,
    mean: moment(key, 'mean', parameter.shape),
    square: moment(key, 'square', parameter.shape),
  }))
  return {
    clock,
    state,
    update: (gradients, rates) => {
      const parameters = slots.map((slot, i) => ({ ...slot, gradient: gradientAt(gradients, i) }))
      const attributes = { rule, count: slots.length, epsilon: EPSILON, ...rates }
      return hasKernel(OPTIMISE, getBackend())
        ? optimiseInPlace(attributes, clock, parameters)
        : optimiseComposed(attributes, clock, parameters)
    },
  }
}

function optimiseInPlace(
  attributes: OptimiseAttributes,
  clock: Variable,
  parameters: readonly ParameterTensors[],
): Tensor {
  const inputs: Record<string, Tensor> = { clock }
  parameters.forEach(({ parameter, gradient, mean, square }, i) => {
    inputs[`p${i}`] = parameter
    inputs[`g${i}`] = gradient
    if (mean !== null) inputs[`m${i}`] = mean
    if (square !== null) inputs[`v${i}`] = square
  })
  return runKernel(OPTIMISE, inputs, { ...attributes } satisfies Attributes)
}

function gradientAt(gradients: readonly Tensor[], index: number): Tensor {
  const gradient = gradients[index]
  if (gradient === undefined) throw new Error('Fewer gradients than weights.')
  return gradient
}
