/**
 * A loss as one kernel, and its gradients as another, where the back end has them; elsewhere, and where the gradients are
 * differentiated again, the loss' own formulas. Must not know any loss.
 */
import { getBackend, mul, type Scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import type { LossId } from '../../../common/catalog/losses.ts'
import { LOSS, LOSS_GRADIENTS, type LossAttributes } from '../kernels/fused.ts'
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
  return {
    ...formulas,
    discriminator: (real, fake, smoothing) =>
      kernelOr({ loss: id, role: 'discriminator', smoothing }, fake, real, (f, r) =>
        formulas.discriminator(r ?? f, f, smoothing),
      ),
    generator: (fake, real) =>
      kernelOr(
        { loss: id, role: 'generator', smoothing: 0 },
        fake,
        formulas.comparesReals ? real : null,
        (f, r) => formulas.generator(f, r ?? f),
      ),
  }
}

type Formula = (fake: Tensor1D, real: Tensor1D | null) => Scalar

function kernelOr(
  attributes: LossAttributes,
  fake: Tensor1D,
  real: Tensor1D | null,
  formula: Formula,
): Scalar {
  if (!hasKernel(LOSS, getBackend())) return formula(fake, real)
  const logits = real === null ? { fake } : { fake, real }
  const plain = { ...attributes }
  return differentiable<Scalar>({
    inputs: logits,
    forward: (save) => {
      save(Object.values(logits))
      return runKernel(LOSS, logits, plain)
    },
    backward: (upstream, saved) => {
      if (isRecorded()) return composed(formula, upstream, saved)
      const [heldFake, heldReal] = [savedAt<Tensor1D>(saved, 0), saved[1] ?? null]
      if (heldReal === null) {
        return { fake: () => firstOf(runKernelForTwo(LOSS_GRADIENTS, { fake: heldFake, upstream }, plain)) }
      }
      const [byFake, byReal] = together(() =>
        runKernelForTwo(LOSS_GRADIENTS, { fake: heldFake, real: heldReal, upstream }, plain),
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
