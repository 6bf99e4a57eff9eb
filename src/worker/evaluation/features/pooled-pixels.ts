/** Features for a live look: every image averaged down to 8×8. Cheap, and blind to anything finer. */
import { Allowance, type Sliced } from '../metrics/slices.ts'
import type { Rows } from '../metrics/rows.ts'
import { countPictures, type FeatureMap, type PictureBatch } from './feature-map.ts'

const SIDE = 8

/** 8·8·channels numbers per image in [−1, 1]: means of boxes that share no pixel. Cost: one addition per pixel. */
export const pooledPixels: FeatureMap = {
  id: 'pooled-pixels-8',
  *extract(images: PictureBatch): Sliced<Rows> {
    const count = countPictures(images)
    const { channels } = images
    const side = Math.min(SIDE, images.size)
    const dimensions = side * side * channels
    const values = new Float32Array(count * dimensions)
    const allowance = new Allowance()
    for (let image = 0; image < count; image++) {
      poolImage(images, image, side, values.subarray(image * dimensions, (image + 1) * dimensions))
      if (allowance.spend(images.size * images.size * channels)) yield
    }
    return { values, dimensions }
  },
}

/** Box i of a row of `size` pixels is [⌊i·size/side⌋, ⌊(i+1)·size/side⌋). */
function poolImage(images: PictureBatch, image: number, side: number, out: Float32Array): void {
  const { pixels, size, channels } = images
  const start = image * size * size * channels
  const edge = (box: number) => Math.floor((box * size) / side)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [top, bottom, left, right] = [edge(row), edge(row + 1), edge(column), edge(column + 1)]
      const area = (bottom - top) * (right - left)
      const at = (row * side + column) * channels
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const from = start + (y * size + x) * channels
          for (let c = 0; c < channels; c++)
            out[at + c] = (out[at + c] ?? 0) + (pixels[from + c] ?? NaN) / area
        }
      }
    }
  }
}
