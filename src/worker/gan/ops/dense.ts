/** A dense layer's arithmetic: product, bias and rectifier in one kernel. */
import { getBackend, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { PRODUCT, PRODUCT_GRADIENTS } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { runKernel, runKernelForTwo } from './autodiff.ts'
import { matrixProduct } from './mat-mul.ts'
import { settle, settled, type Rectifier, type Signal } from './signal.ts'
import { endedHere, weighted, type Ending, type Form } from './weighted.ts'

/** rectify([n, in] · [in, out] + [out]) → [n, out]. Right at any order. */
export function dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, rectifier: Rectifier): Tensor2D {
  return settle(denseSignal(settled(x), kernel, bias, { slope: rectifier, tanh: false }))
}

/** [n, in] · [in, out], bias and ending. */
export function denseSignal(
  x: Signal<Tensor2D>,
  kernel: Tensor2D,
  bias: Tensor1D | null,
  ending: Ending,
): Signal<Tensor2D> {
  return weighted(DENSE, x, kernel, bias, ending) as Signal<Tensor2D>
}

const DENSE: Form = {
  value: (x, kernel, bias, ending) => {
    if (hasKernel(PRODUCT, getBackend())) {
      const inputs = { a: x, b: kernel, ...(bias === null ? {} : { bias }) }
      return runKernel(PRODUCT, inputs, { slope: ending.slope ?? 1, tanh: ending.tanh })
    }
    if (bias === null || ending.tanh) return endedHere(matrixProduct(flat(x), flat(kernel)), bias, ending)
    return fusedProduct(x as Tensor2D, kernel as Tensor2D, bias, ending.slope)
  },
  map: (x, kernel) => matrixProduct(x as Signal<Tensor2D>, flat(kernel)),
  byInput: (dy, kernel, x) => matrixProduct(flat(dy), flat(kernel), { transposeB: true, mask: x }),
  byWeight: (x, dy) => matrixProduct(x as Signal<Tensor2D>, flat(dy), { transposeA: true }),
  gradients: (x, dy) =>
    hasKernel(PRODUCT_GRADIENTS, getBackend()) ? runKernelForTwo(PRODUCT_GRADIENTS, { x, dy }) : null,
}

function flat(matrix: Tensor): Signal<Tensor2D> {
  return settled(matrix as Tensor2D)
}

/** tfjs' own fused kernel. */
function fusedProduct(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, rectifier: Rectifier): Tensor2D {
  const [rows, inner] = x.shape
  const columns = kernel.shape[1]
  const result = runKernel<Tensor>(
    '_FusedMatMul',
    { a: x.reshape([1, rows, inner]), b: kernel.reshape([1, inner, columns]), bias },
    {
      transposeA: false,
      transposeB: false,
      activation: rectifier === null ? 'linear' : rectifier === 0 ? 'relu' : 'leakyrelu',
      leakyreluAlpha: rectifier ?? 0,
    },
  )
  return result.reshape([rows, columns])
}
