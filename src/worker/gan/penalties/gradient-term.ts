/**
 * What a penalty makes of slopes: their squares, or how far their norms are from 1; in few kernels where the back end has
 * them, else in small operations. The kernels know first derivatives only, so what is differentiated again is made of the
 * small ones. Must not know how slopes come about.
 */
import { add, getBackend, mul, sqrt, square, sub, sum, type Scalar, type Tensor2D } from '@tensorflow/tfjs'
import { ITEM_SQUARES, SLOPE_TERM, SLOPE_TERM_GRADIENT, type SlopeTermAttributes } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, gradientsOf, isNested, isRecorded, runKernel, savedAt } from '../ops/autodiff.ts'

/**
 * factor·Σ‖s‖² over the rows s of `slopes` [n, c]; or, centred, factor·Σ(√(‖s‖² + ε) − 1)². Right at any order.
 */
export function slopeTerm(slopes: Tensor2D, attributes: SlopeTermAttributes): Scalar {
  if (isNested() || !hasKernel(SLOPE_TERM, getBackend())) return composed(slopes, attributes)
  const plain = { ...attributes }
  return differentiable<Scalar>({
    inputs: { slopes },
    forward: (save) => {
      const squares = runKernel(ITEM_SQUARES, { x: slopes })
      save([slopes, squares])
      return runKernel(SLOPE_TERM, { squares }, plain)
    },
    backward: (upstream, saved) => {
      const [held, squares] = [savedAt<Tensor2D>(saved, 0), savedAt(saved, 1)]
      const again = () => {
        const { grads } = gradientsOf(() => composed(held, attributes), [held])
        return mul(savedAt(grads, 0), upstream)
      }
      const once = () => runKernel<Tensor2D>(SLOPE_TERM_GRADIENT, { slopes: held, squares, upstream }, plain)
      return { slopes: isRecorded() ? again : once }
    },
  })
}

function composed(slopes: Tensor2D, { factor, centred, epsilon }: SlopeTermAttributes): Scalar {
  if (!centred) return mul<Scalar>(sum(square(slopes)), factor)
  return mul<Scalar>(sum(square(sub(sqrt(add(sum(square(slopes), 1), epsilon)), 1))), factor)
}
