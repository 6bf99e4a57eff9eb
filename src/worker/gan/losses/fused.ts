/**
 * A loss as one kernel, and its gradients as another, where the back end has them for this loss; elsewhere, and where the
 * gradients are differentiated again, the loss' own formulas. Must not know any loss.
 */
import { getBackend, mul, type Scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import { lossEntry, type LossId } from '../../../common/catalog/losses.ts'
import { lossGradientsKernelOf, lossKernelOf, type LossAttributes } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import {
  differentiable,
  gradientsOf,
  isRecorded,
  runKernel,
  runKernelForTwo,
  savedAt,
  together,
} from '../ops/autodiff.ts'
import type { Loss } from './loss.ts'

/** The same loss, in as few kernels as can be. */
export function fused(id: LossId, formulas: Loss): Loss {
  const { comparesReals } = lossEntry(id)
  return {
    ...formulas,
    discriminator: (real, fake, smoothing) =>
      kernelOr(id, { role: 'discriminator', smoothing }, fake, real, (f, r) =>
        formulas.discriminator(r ?? f, f, smoothing),
      ),
    generator: (fake, real) =>
      kernelOr(id, { role: 'generator', smoothing: 0 }, fake, comparesReals ? real : null, (f, r) =>
        formulas.generator(f, r ?? f),
      ),
  }
}

type Formula = (fake: Tensor1D, real: Tensor1D | null) => Scalar

function kernelOr(
  id: LossId,
  attributes: LossAttributes,
  fake: Tensor1D,
  real: Tensor1D | null,
  formula: Formula,
): Scalar {
  const [forwards, backwards] = [lossKernelOf(id), lossGradientsKernelOf(id)]
  if (!hasKernel(forwards, getBackend())) return formula(fake, real)
  const logits = real === null ? { fake } : { fake, real }
  const plain = { ...attributes }
  return differentiable<Scalar>({
    inputs: logits,
    forward: (save) => {
      save(Object.values(logits))
      return runKernel(forwards, logits, plain)
    },
    backward: (upstream, saved) => {
      if (isRecorded()) return composed(formula, upstream, saved)
      const [heldFake, heldReal] = [savedAt<Tensor1D>(saved, 0), saved[1] ?? null]
      if (heldReal === null) {
        return { fake: () => firstOf(runKernelForTwo(backwards, { fake: heldFake, upstream }, plain)) }
      }
      const [byFake, byReal] = together(() =>
        runKernelForTwo(backwards, { fake: heldFake, real: heldReal, upstream }, plain),
      )
      return { fake: byFake, real: byReal }
    },
  })
}

/** The gradients as operations, to be differentiated further. */
function composed(
  formula: Formula,
  upstream: Tensor,
  saved: readonly Tensor[],
): Record<string, () => Tensor> {
  const [fake, real] = [savedAt<Tensor1D>(saved, 0), (saved[1] as Tensor1D | undefined) ?? null]
  const by = (index: number) => () => {
    const { grads } = gradientsOf(() => formula(fake, real), [savedAt(saved, index)])
    return mul(savedAt(grads, 0), upstream)
  }
  return real === null ? { fake: by(0) } : { fake: by(0), real: by(1) }
}

function firstOf([first]: readonly Tensor[]): Tensor {
  if (first === undefined) throw new Error('The kernel gave nothing.')
  return first
}
