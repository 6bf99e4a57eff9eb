/**
 * Features of any pictures without labels and without a download: a small convolutional net whose weights are drawn once
 * from a fixed seed and never trained. It sees shapes and colours, not meanings; its numbers compare only with its own.
 */
import { fork, normals, streamFor, type Stream } from '../../../common/numbers/random.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import type { Rows } from '../metrics/rows.ts'
import { convolve, type Layer } from './convolve.ts'
import { countPictures, type FeatureMap, type PictureBatch } from './feature-map.ts'

/** Channels after each of the three layers. */
const WIDTHS = [16, 32, 64] as const
/** Part of the net's name: another seed would be another net. */
const SEED = 20260801
/** The last layer is averaged over a grid of this side, so that a feature still knows its quarter of the picture. */
const QUARTERS = 2

/**
 * 256 numbers per image: three 3×3 convolutions of stride 2 (16, 32, 64 channels, no bias, leaky ReLU .2, weights
 * N(0, 2/(9·in))) and the mean over each quarter. Cost per image of side s with c channels about
 * s²(36c + 288 + 288): .7 million multiply-adds for 32×32×3.
 */
export const randomConv: FeatureMap = {
  id: 'random-conv-1',
  *extract(images: PictureBatch): Sliced<Rows> {
    const count = countPictures(images)
    const layers = netFor(images.channels)
    const dimensions = QUARTERS * QUARTERS * WIDTHS[2]
    const values = new Float32Array(count * dimensions)
    const length = images.size * images.size * images.channels
    const allowance = new Allowance()
    for (let image = 0; image < count; image++) {
      const pixels = images.pixels.subarray(image * length, (image + 1) * length)
      values.set(featuresOf(pixels, images.size, layers), image * dimensions)
      if (allowance.spend(images.size * images.size * (36 * images.channels + 576))) yield
    }
    return { values, dimensions }
  },
}

/** The net's weights for images of `channels` channels: the same for ever. */
export function netFor(channels: number): Layer[] {
  const stream: Stream = fork(streamFor(SEED, 'evaluate'), channels)
  return WIDTHS.map((outputs, depth) => {
    const inputs = WIDTHS[depth - 1] ?? channels
    const deviation = Math.sqrt(2 / (9 * inputs))
    return { kernel: normals(fork(stream, depth), 9 * inputs * outputs, 0, deviation), inputs, outputs }
  })
}

function featuresOf(pixels: Float32Array, size: number, layers: readonly Layer[]): Float32Array {
  let image = pixels
  let side = size
  let channels = 0
  for (const layer of layers) {
    image = convolve(image, side, layer)
    side = Math.ceil(side / 2)
    channels = layer.outputs
  }
  return quarterMeans(image, side, channels)
}

/** Means over the quarters of [side, side, channels]; with an odd side the middle row falls to the lower quarters. */
function quarterMeans(image: Float32Array, side: number, channels: number): Float32Array {
  const means = new Float32Array(QUARTERS * QUARTERS * channels)
  const half = Math.floor(side / 2)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const quarter = (y >= half ? 2 : 0) + (x >= half ? 1 : 0)
      const area = (y >= half ? side - half : half) * (x >= half ? side - half : half)
      for (let c = 0; c < channels; c++) {
        const at = quarter * channels + c
        means[at] = (means[at] ?? 0) + (image[(y * side + x) * channels + c] ?? NaN) / area
      }
    }
  }
  return means
}
