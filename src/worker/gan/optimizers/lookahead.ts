/**
 * Lookahead (Zhang et al. 2019; Chavdarova et al. 2021 for both players of a GAN): every k steps the weights go back half
 * way to where they were k steps ago, which damps the circling of two players round each other.
 */
import { getBackend, type Tensor, type Variable } from '@tensorflow/tfjs'
import { LOOKAHEAD } from '../kernels/contract.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { runKernel } from '../ops/autodiff.ts'
import type { StepInput } from '../step/step-input.ts'
import { lookaheadComposed } from './composed.ts'

/** At the end of a step, of both players. */
export function lookahead({ players, config }: StepInput): void {
  const { generator, discriminator } = players
  for (const { network, slow } of [generator, discriminator]) {
    if (slow === null || config.lookahead === 0) continue
    const { clock } = generator.optimiser
    lookaheadUpdate([...network.weights.values()], [...slow.values()], clock, config.lookahead)
  }
}

/** @param slow copies of the weights, in their order @param clock steps made so far, [1] @param every steps k */
export function lookaheadUpdate(
  weights: readonly Variable[],
  slow: readonly Variable[],
  clock: Tensor,
  every: number,
): void {
  if (!hasKernel(LOOKAHEAD, getBackend())) {
    lookaheadComposed(weights, slow, clock, every)
    return
  }
  const inputs: Record<string, Tensor> = { clock }
  weights.forEach((weight, i) => (inputs[`p${i}`] = weight))
  slow.forEach((copy, i) => (inputs[`s${i}`] = copy))
  runKernel(LOOKAHEAD, inputs, { count: weights.length, every }).dispose()
}
