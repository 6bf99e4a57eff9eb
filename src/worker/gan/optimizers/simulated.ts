/**
 * One update of the optimiser as a function: nothing changes in place, and gradients flow through it. For looking ahead.
 * Must not know any rule.
 */
import type { Tensor } from '@tensorflow/tfjs'
import type { OptimizerId } from '../../../common/catalog/optimizers.ts'
import type { Simulated, SimulatedRates } from './rules/rule.ts'
import { OPTIMIZER_RULES } from './rules/rules.ts'

/** The parameter after one more update. @param time number of that update, from 1, [] */
export function simulateUpdate(
  rule: OptimizerId,
  before: Simulated,
  gradient: Tensor,
  time: Tensor,
  rates: SimulatedRates,
): Simulated {
  return OPTIMIZER_RULES[rule].simulated(before, gradient, time, rates)
}
