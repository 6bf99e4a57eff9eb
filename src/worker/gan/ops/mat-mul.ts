/** The product of two matrices, with gradients that are such products again: right at any order. */
import { getBackend, matMul, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { PRODUCT } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, runKernel, savedAt } from './autodiff.ts'
import { masked, maskedValue, type Signal } from './signal.ts'

export interface MatrixProductOptions {
  readonly transposeA?: boolean
  readonly transposeB?: boolean
  /** The result is multiplied by this signal's slope; of the result's shape. */
  readonly mask?: Signal
}

/** A·B, either of them transposed if so asked. What a factor's rectifier owes goes into its gradient. */
export function matrixProduct(
  a: Signal<Tensor2D>,
  b: Signal<Tensor2D>,
  { transposeA = false, transposeB = false, mask }: MatrixProductOptions = {},
): Tensor2D {
  return differentiable<Tensor2D>({
    inputs: { a: a.values, b: b.values },
    forward: (save) => {
      save([a.values, b.values, ...(mask === undefined ? [] : [mask.values])])
      return value(a.values, b.values, transposeA, transposeB, mask)
    },
    backward: (upstream, saved) => {
      const left: Signal<Tensor2D> = { ...a, values: savedAt(saved, 0) }
      const right: Signal<Tensor2D> = { ...b, values: savedAt(saved, 1) }
      const dy = mask === undefined ? upstream : masked(upstream, { ...mask, values: savedAt(saved, 2) })
      const up: Signal<Tensor2D> = { values: dy as Tensor2D, slope: null }
      return {
        a: () =>
          transposeA
            ? matrixProduct(right, up, { transposeA: transposeB, transposeB: true, mask: left })
            : matrixProduct(up, right, { transposeB: !transposeB, mask: left }),
        b: () =>
          transposeB
            ? matrixProduct(up, left, { transposeA: true, transposeB: transposeA, mask: right })
            : matrixProduct(left, up, { transposeA: !transposeA, mask: right }),
      }
    },
  })
}

function value(
  a: Tensor2D,
  b: Tensor2D,
  transposeA: boolean,
  transposeB: boolean,
  mask: Signal | undefined,
): Tensor {
  const owed = mask?.slope ?? null
  if (mask === undefined || owed === null) return matMul(a, b, transposeA, transposeB)
  if (hasKernel(PRODUCT, getBackend())) {
    return runKernel(PRODUCT, { a, b, mask: mask.values }, { transposeA, transposeB, slope: owed })
  }
  return maskedValue(matMul(a, b, transposeA, transposeB), mask)
}
