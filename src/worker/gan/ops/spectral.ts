/**
 * Spectral norm (Miyato et al. 2018, algorithm 1): a matrix divided by its largest singular value, estimated by power
 * iteration. Differentiable by the matrix; the singular vectors count as constants.
 */
import { add, div, matMul, norm, sum, mul, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { constant, outsideTape } from './autodiff.ts'

const EPSILON = 1e-12

export interface Spectral {
  /** W/σ, of W's shape. */
  readonly normalised: Tensor
  /** σ ≈ the largest singular value, []. */
  readonly sigma: Tensor
}

/**
 * @param weight […, out], taken as a matrix [rest, out]
 * @param right the last estimate of the right singular vector, [out, 1], of length 1
 * @param onBetter told the next estimate: one iteration further
 */
export function spectral(weight: Tensor, right: Tensor2D, onBetter?: (right: Tensor2D) => void): Spectral {
  const matrix = weight.reshape<Tensor2D>([-1, right.shape[0]])
  const left = constant(() => unit(matMul<Tensor2D>(matrix, right)))
  const better = constant(() => unit(matMul<Tensor2D>(matrix, left, true)))
  // σ = uᵀWv with u and v held fixed: its gradient uvᵀ is that of the largest singular value.
  const sigma = sum(mul(matMul<Tensor2D>(matrix, better), left))
  if (onBetter !== undefined) outsideTape(() => onBetter(better))
  return { normalised: div(weight, sigma), sigma }
}

function unit(vector: Tensor2D): Tensor2D {
  return div<Tensor2D>(vector, add(norm(vector), EPSILON))
}
