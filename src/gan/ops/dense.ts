/** A dense layer's arithmetic: product, bias and rectifier in one kernel. */
import { matMul, mul, step, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { differentiable, runKernel, savedAt } from './border.ts'
import { sumRows } from './rows.ts'

/** Rectifiers the product's kernel can apply: slope below zero; null for none. */
export type Rectifier = number | null

/**
 * rectify([n, in] · [in, out] + [out]) → [n, out]. Right at any order: the rectifier's mask comes from the output's sign,
 * all else from the inputs.
 */
export function dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, rectifier: Rectifier): Tensor2D {
  return differentiable<Tensor2D>({
    inputs: { x, kernel, bias },
    forward: (save) => {
      const y = fusedProduct(x, kernel, bias, rectifier)
      save(rectifier === null ? [x, kernel] : [x, kernel, y])
      return y
    },
    backward: (upstream, saved) => {
      // Not inside the thunks: each runs in its own scope, and what they share must outlive them.
      const dy = masked(upstream as Tensor2D, saved, rectifier)
      return {
        x: () => matMul(dy, savedAt<Tensor2D>(saved, 1), false, true),
        kernel: () => matMul(savedAt<Tensor2D>(saved, 0), dy, true, false),
        bias: () => sumRows(dy),
      }
    },
  })
}

function fusedProduct(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, rectifier: Rectifier): Tensor2D {
  const [rows, inner] = x.shape
  const columns = kernel.shape[1]
  const product = runKernel<Tensor>(
    '_FusedMatMul',
    { a: x.reshape([1, rows, inner]), b: kernel.reshape([1, inner, columns]), bias },
    {
      transposeA: false,
      transposeB: false,
      activation: rectifier === null ? 'linear' : rectifier === 0 ? 'relu' : 'leakyrelu',
      leakyreluAlpha: rectifier ?? 0,
    },
  )
  return product.reshape([rows, columns])
}

function masked(upstream: Tensor2D, saved: readonly Tensor[], rectifier: Rectifier): Tensor2D {
  return rectifier === null ? upstream : mul(upstream, step(savedAt<Tensor2D>(saved, 2), rectifier))
}
