/**
 * What an update rule is: one parameter's next value, told twice. Which moments it keeps says the catalogue. The fast
 * kernels of the back ends (../../kernels/contract.ts, OPTIMISE) do the same as `composed`.
 */
import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { OptimiseAttributes } from '../../kernels/contract.ts'

export interface ParameterTensors {
  readonly parameter: Variable
  readonly gradient: Tensor
  /** Null where the rule keeps none. */
  readonly mean: Variable | null
  readonly square: Variable | null
}

/** One parameter and its moments, at some simulated time. */
export interface Simulated {
  readonly weight: Tensor
  /** First moment; absent where the rule keeps none. */
  readonly mean?: Tensor | undefined
  /** Second moment; absent where the rule keeps none. */
  readonly square?: Tensor | undefined
}

export type SimulatedRates = Pick<OptimiseAttributes, 'rate' | 'beta1' | 'beta2'>

export interface OptimizerRule {
  /** The parameter's next value, unbounded; the moments are given theirs. @param time number of this update, from 1, [] */
  composed(attributes: OptimiseAttributes, time: Tensor, tensors: ParameterTensors): Tensor
  /** All that is next, nothing changed in place, so that gradients flow through it. */
  simulated(before: Simulated, gradient: Tensor, time: Tensor, rates: SimulatedRates): Simulated
}
