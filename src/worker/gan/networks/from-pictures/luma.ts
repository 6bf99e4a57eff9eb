/** How bright pixels are: luma after ITU-R BT.601. Differentiable. */
import { matMul, tensor2d, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs'
import { LUMA_WEIGHTS } from '../../../../common/restore/luma-weights.ts'

/** [n, h, w, 3] → [n, h, w, 1]; pictures of one channel as they are. */
export function luma(pictures: Tensor4D): Tensor4D {
  const [count, height, width, channels] = pictures.shape
  if (channels === 1) return pictures
  const pixels = pictures.reshape<Tensor2D>([count * height * width, channels])
  return matMul<Tensor2D>(pixels, tensor2d([...LUMA_WEIGHTS], [channels, 1])).reshape([
    count,
    height,
    width,
    1,
  ])
}
