/**
 * What a penalty makes of slopes: their squares, or how far their norms are from 1; in few kernels where the back end has
 * them, else in small operations. The kernels know first derivatives only, so what is differentiated again is made of the
 * small ones. Must not know how slopes come about.
 */
import { add, getBackend, mul, sqrt, square, sub, sum, type Scalar, type Tensor2D } from '@tensorflow/tfjs'
import {
  ITEM_SQUARES,
  GRADIENT_TERM,
  GRADIENT_TERM_GRADIENT,
  type GradientTermAttributes,
} from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, gradientsOf, isNested, isRecorded, runKernel, savedAt } from '../ops/autodiff.ts'

/**
 * factor·Σ‖s‖² over the rows s of `slopes` [n, c]; or, centred, factor·Σ(√(‖s‖² + ε) − 1)². Right at any order.
 */
export function gradientTerm(gradients: Tensor2D, attributes: GradientTermAttributes): Scalar {
  if (isNested() || !hasKernel(GRADIENT_TERM, getBackend())) return composed(gradients, attributes)
  const plain = { ...attributes }
  return differentiable<Scalar>({
    inputs: { gradients },
    forward: (save) => {
      const squares = runKernel(ITEM_SQUARES, { x: gradients })
      save([gradients, squares])
      return runKernel(GRADIENT_TERM, { squares }, plain)
    },
    backward: (upstream, saved) => {
      const [held, squares] = [savedAt<Tensor2D>(saved, 0), savedAt(saved, 1)]
      const again = () => {
        const { grads } = gradientsOf(() => composed(held, attributes), [held])
        return mul(savedAt(grads, 0), upstream)
      }
      const once = () =>
        runKernel<Tensor2D>(GRADIENT_TERM_GRADIENT, { slopes: held, squares, upstream }, plain)
      return { gradients: isRecorded() ? again : once }
    },
  })
}

function composed(gradients: Tensor2D, { factor, centred, epsilon }: GradientTermAttributes): Scalar {
  if (!centred) return mul<Scalar>(sum(square(gradients)), factor)
  return mul<Scalar>(sum(square(sub(sqrt(add(sum(square(gradients), 1), epsilon)), 1))), factor)
}
