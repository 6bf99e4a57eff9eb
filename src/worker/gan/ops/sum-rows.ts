/**
 * Sums over the rows of a matrix: by a kernel of its own, or as a product with ones. tfjs' own sum over an outer axis
 * transposes first, which is slow.
 */
import { getBackend, matMul, mul, ones, tile, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { SUM_ROWS } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, runKernel } from './autodiff.ts'

/** [n, c] → [c], Σ over n. Right at any order. */
export function sumRows(x: Tensor2D): Tensor1D {
  const [rows, columns] = x.shape
  if (!hasKernel(SUM_ROWS, getBackend())) return matMul<Tensor2D>(ones([1, rows]), x).reshape([columns])
  return differentiable<Tensor1D>({
    inputs: { x },
    forward: () => runKernel(SUM_ROWS, { x }),
    backward: (upstream) => ({ x: () => repeatRows(upstream as Tensor1D, rows) }),
  })
}

/** [c] → [n, c], its gradient. */
function repeatRows(x: Tensor1D, rows: number): Tensor2D {
  return differentiable<Tensor2D>({
    inputs: { x },
    forward: () => tile(x.reshape([1, -1]), [rows, 1]),
    backward: (upstream) => ({ x: () => sumRows(upstream as Tensor2D) }),
  })
}

/** [n, c] → [c], mean over n. */
export function meanRows(x: Tensor2D): Tensor1D {
  return mul(sumRows(x), 1 / x.shape[0])
}
