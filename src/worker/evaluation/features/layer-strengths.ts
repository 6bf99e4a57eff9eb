/**
 * Features in which blur, ghosts and broken shapes tell: how strongly, and how unevenly, each channel of the random net of
 * random-conv.ts answers, layer by layer. Two pictures of other things may have the same; they are not for distances.
 */
import { Allowance, type Sliced } from '../metrics/slices.ts'
import type { Rows } from '../metrics/rows.ts'
import { convolve } from './convolve.ts'
import { countPictures, type PictureBatch } from './feature-map.ts'
import { netFor } from './random-conv.ts'

/** The last layer is asked quarter by quarter: a feature still knows where. */
const LAST_PARTS = 2
/** A channel that is all alike has this logarithm of a spread, not −∞. */
const LEAST_SPREAD = 1e-4

/** 2·(16 + 32 + 4·64) = 608 numbers per picture. Cost as random-conv-1's. */
export function* layerStrengths(images: PictureBatch): Sliced<Rows> {
  const count = countPictures(images)
  const length = images.size * images.size * images.channels
  const rows: Float32Array[] = []
  const allowance = new Allowance()
  for (let image = 0; image < count; image++) {
    rows.push(strengthsOf(images.pixels.subarray(image * length, (image + 1) * length), images))
    if (allowance.spend(images.size * images.size * (36 * images.channels + 576))) yield
  }
  return joined(rows)
}

function strengthsOf(pixels: Float32Array, { size, channels }: PictureBatch): Float32Array {
  const layers = netFor(channels)
  const out: number[] = []
  let image = pixels
  let side = size
  for (const [depth, layer] of layers.entries()) {
    image = convolve(image, side, layer)
    side = Math.ceil(side / 2)
    const parts = depth === layers.length - 1 ? Math.min(LAST_PARTS, side) : 1
    addStrengths(out, image, { side, channels: layer.outputs, parts })
  }
  return Float32Array.from(out)
}

/** Mean and logarithm of the deviation of each channel, in each of parts × parts fields of the map. */
function addStrengths(
  out: number[],
  image: Float32Array,
  { side, channels, parts }: { side: number; channels: number; parts: number },
): void {
  const edge = (part: number) => Math.floor((part * side) / parts)
  for (let field = 0; field < parts * parts; field++) {
    const [row, column] = [Math.floor(field / parts), field % parts]
    for (let c = 0; c < channels; c++) {
      let [sum, squares, count] = [0, 0, 0]
      for (let y = edge(row); y < edge(row + 1); y++) {
        for (let x = edge(column); x < edge(column + 1); x++) {
          const value = image[(y * side + x) * channels + c] ?? 0
          sum += value
          squares += value * value
          count++
        }
      }
      const mean = sum / count
      out.push(mean, Math.log(LEAST_SPREAD + Math.sqrt(Math.max(0, squares / count - mean * mean))))
    }
  }
}

function joined(rows: readonly Float32Array[]): Rows {
  const dimensions = rows[0]?.length ?? 1
  const values = new Float32Array(rows.length * dimensions)
  for (const [i, row] of rows.entries()) values.set(row, i * dimensions)
  return { values, dimensions }
}
