/** Sums over the rows of a matrix. A product with ones: tfjs' own sum over an outer axis transposes first, which is slow. */
import { matMul, mul, ones, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'

/** [n, c] → [c], Σ over n. Right at any order. */
export function sumRows(x: Tensor2D): Tensor1D {
  const [rows, columns] = x.shape
  return matMul<Tensor2D>(ones([1, rows]), x).reshape([columns])
}

/** [n, c] → [c], mean over n. */
export function meanRows(x: Tensor2D): Tensor1D {
  return mul(sumRows(x), 1 / x.shape[0])
}
