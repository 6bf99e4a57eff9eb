/** Random changes of colour. Each takes images [n, h, w, c] and one uniform number per image, [n, 1, 1, 1] in (0, 1). */
import { add, mean, mul, sub, type Tensor, type Tensor4D } from '@tensorflow/tfjs'

/** + U(−½, ½). */
export function brightness(images: Tensor4D, uniform: Tensor): Tensor4D {
  return add(images, sub(uniform, 0.5))
}

/** × U(0, 2) about the mean of each pixel's channels: from gray to twice as colourful. Nothing to do for gray images. */
export function saturation(images: Tensor4D, uniform: Tensor): Tensor4D {
  if (images.shape[3] === 1) return images
  return about(images, mean(images, 3, true), mul(uniform, 2))
}

/** × U(½, 1½) about the mean of each image. */
export function contrast(images: Tensor4D, uniform: Tensor): Tensor4D {
  const [count] = images.shape
  const centre = mean(images.reshape([count, -1]), 1).reshape([count, 1, 1, 1])
  return about(images, centre, add(uniform, 0.5))
}

function about(images: Tensor4D, centre: Tensor, factor: Tensor): Tensor4D {
  return add(mul(sub(images, centre), factor), centre)
}
