/** Running means that change in place: of a network's weights, and of batch statistics. */
import { add, getBackend, type Tensor, type Variable } from '@tensorflow/tfjs'
import { AVERAGE } from '../kernels/contract.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { runKernel } from '../ops/autodiff.ts'
import { variableOf } from '../tensors/variables.ts'
import { averageComposed, warmDecay } from './composed.ts'

/** A mean that is young when t, the updates made so far, is small: δ = min(decay, (1 + t)/(warmth + t)). */
export interface Warming {
  /** t, [1]. */
  readonly clock: Tensor
  /** 10 for a mean that soon forgets its first value; 2, with decay 1, for the plain mean of all values. */
  readonly warmth: number
}

/** mean ← δ·mean + (1 − δ)·fresh for each of them; δ is `decay` unless the mean is still warming. */
export function follow(
  means: readonly Variable[],
  fresh: readonly Tensor[],
  decay: number,
  warming?: Warming,
): void {
  if (!hasKernel(AVERAGE, getBackend())) {
    const kept = warming === undefined ? decay : warmDecay(decay, warming.clock, warming.warmth)
    averageComposed(means, fresh, kept)
    return
  }
  const inputs: Record<string, Tensor> = warming === undefined ? {} : { clock: warming.clock }
  means.forEach((mean, i) => (inputs[`a${i}`] = mean))
  fresh.forEach((value, i) => (inputs[`x${i}`] = value))
  runKernel(AVERAGE, inputs, { count: means.length, decay, warmth: warming?.warmth ?? 0 }).dispose()
}

/** Copies of tensors that can follow them. A sum with 0, because a clone would share its memory with the original. */
export function copies(tensors: ReadonlyMap<string, Variable>): Map<string, Variable> {
  return new Map([...tensors].map(([name, held]) => [name, variableOf(add(held, 0))]))
}
