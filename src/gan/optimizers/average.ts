/** Running means that change in place: of a network's weights, and of batch statistics. */
import { add, getBackend, type Tensor, type Variable } from '@tensorflow/tfjs'
import { AVERAGE } from '../kernels/contract.ts'
import { hasKernel } from '../kernels/on-arrays.ts'
import { runKernel } from '../ops/border.ts'
import { hold } from '../variables.ts'
import { averageComposed, warmDecay } from './composed.ts'

/**
 * mean ← δ·mean + (1 − δ)·fresh, for each of them.
 * @param clock updates made so far, [1]: given, δ = min(decay, (1 + t)/(10 + t)), so that the first value is soon forgotten
 */
export function follow(
  means: readonly Variable[],
  fresh: readonly Tensor[],
  decay: number,
  clock?: Tensor,
): void {
  if (!hasKernel(AVERAGE, getBackend())) {
    averageComposed(means, fresh, clock === undefined ? decay : warmDecay(decay, clock))
    return
  }
  const inputs: Record<string, Tensor> = clock === undefined ? {} : { clock }
  means.forEach((mean, i) => (inputs[`a${i}`] = mean))
  fresh.forEach((value, i) => (inputs[`x${i}`] = value))
  runKernel(AVERAGE, inputs, { count: means.length, decay, warm: clock !== undefined }).dispose()
}

/** Copies of tensors that can follow them. A sum with 0, because a clone would share its memory with the original. */
export function copies(tensors: ReadonlyMap<string, Variable>): Map<string, Variable> {
  return new Map([...tensors].map(([name, held]) => [name, hold(add(held, 0))]))
}
