/**
 * What a feature map is: images to rows of numbers in which distances mean more than in raw pixels. Every figure taken
 * through one is shown with its name. None of them is Inception, so nothing computed here may be called FID or IS.
 */
import type { FeatureId } from '../../../common/catalog/metrics.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Rows } from '../metrics/rows.ts'
import type { Sliced } from '../metrics/slices.ts'

/** Images of one size, NHWC, values in [−1, 1]. */
export interface PictureBatch {
  readonly pixels: Float32Array
  /** Side in pixels. */
  readonly size: number
  readonly channels: number
}

export interface FeatureMap {
  /** The catalogue's id: label, meaning and source stand there. Numbers never compare across ids. */
  readonly id: FeatureId
  /** One row per image. The number of dimensions depends on the channels. */
  extract(images: PictureBatch): Sliced<Rows>
}

/** @throws GanvasError `metric-input` when the batch holds no whole image */
export function countPictures(images: PictureBatch): number {
  const count = images.pixels.length / (images.size * images.size * images.channels)
  if (Number.isInteger(count) && count > 0) return count
  throw new GanvasError(
    'metric-input',
    `Got ${images.pixels.length} numbers, which are not whole images of side ${images.size} with ${images.channels} channels.`,
    'Reset the run; if it happens again, report it.',
  )
}
