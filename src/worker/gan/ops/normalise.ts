/**
 * Normalising the columns of a matrix, as batch norm does in training. One operation with its own gradient, because the
 * chain of small ones costs four times as many kernels. (Ioffe & Szegedy 2015, algorithm 1 and section 3.)
 */
import { add, mul, rsqrt, square, sub, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { differentiable, isRecorded, savedAt } from './autodiff.ts'
import { meanRows } from './sum-rows.ts'

/** What a batch was like: mean [c], variance [c] (biased, over n rows). */
export type OnMoments = (mean: Tensor1D, variance: Tensor1D, rows: number) => void

interface Whitened {
  /** (x − mean) · scale, [n, c]. */
  x: Tensor2D
  /** 1 / √(variance + ε), [c]. */
  scale: Tensor1D
}

/**
 * (x − mean) / √(variance + ε) over the rows of [n, c], each column apart. Right at any order.
 * @param onMoments told the batch's statistics, outside the tape
 */
export function normaliseColumns(x: Tensor2D, epsilon: number, onMoments?: OnMoments): Tensor2D {
  return differentiable({
    inputs: { x },
    forward: (save) => {
      const white = whiten(x, epsilon, onMoments)
      save([x, white.x, white.scale])
      return white.x
    },
    backward: (upstream, saved) => ({
      x: () => {
        const dy = upstream as Tensor2D
        const { x: y, scale } = isRecorded()
          ? whiten(savedAt<Tensor2D>(saved, 0), epsilon)
          : { x: savedAt<Tensor2D>(saved, 1), scale: savedAt<Tensor1D>(saved, 2) }
        const along = mul<Tensor2D>(y, meanRows(mul<Tensor2D>(dy, y)))
        return mul<Tensor>(sub(sub(dy, meanRows(dy)), along), scale)
      },
    }),
  })
}

function whiten(x: Tensor2D, epsilon: number, onMoments?: OnMoments): Whitened {
  const mean = meanRows(x)
  const centred = sub<Tensor2D>(x, mean)
  const variance = meanRows(square(centred))
  const scale = rsqrt(add<Tensor1D>(variance, epsilon))
  onMoments?.(mean, variance, x.shape[0])
  return { x: mul<Tensor2D>(centred, scale), scale }
}
