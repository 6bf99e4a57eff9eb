/**
 * Features in which blur, ghosts and broken shapes tell: how strongly, and how unevenly, each channel of the late layers of
 * the perceptual network answers. Two pictures of other things may have the same; they are not for distances.
 */
import { joinedFloats } from '../../../common/numbers/joined.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import type { Rows } from '../metrics/rows.ts'
import { countPictures, type PictureBatch } from './feature-map.ts'
import { fieldMaps, PERCEPTUAL_OPERATIONS, PERCEPTUAL_SIDE, type FieldMap } from './perceptual-net.ts'
import type { PerceptualNet } from './perceptual-weights.ts'

/** Earlier blocks see little more than edges. */
const ASKED_FROM = 2
/** A channel that is all alike has this logarithm of a spread, not −∞. */
const LEAST_SPREAD = 1e-4

/** Mean and logarithm of the deviation of each of 544 channels: 1,088 numbers per picture of at most 32 px. */
export function* perceptualFeatures(net: PerceptualNet, images: PictureBatch): Sliced<Rows> {
  const count = countPictures(images)
  const length = images.size * images.size * images.channels
  const rows: Float32Array[] = []
  const allowance = new Allowance()
  for (let image = 0; image < count; image++) {
    const picture = images.pixels.subarray(image * length, (image + 1) * length)
    const maps = fieldMaps(net, asSeen(picture, images)).slice(ASKED_FROM)
    rows.push(joinedFloats(maps.map(strengths)))
    if (allowance.spend(PERCEPTUAL_OPERATIONS)) yield
  }
  return { values: joinedFloats(rows), dimensions: rows[0]?.length ?? 1 }
}

/** The picture at the side the network sees, between pixels by halves as it was taught; gray in three colours. */
export function asSeen(picture: Float32Array, { size, channels }: PictureBatch): Float32Array {
  const out = new Float32Array(PERCEPTUAL_SIDE * PERCEPTUAL_SIDE * 3)
  const steps = Array.from({ length: PERCEPTUAL_SIDE }, (_, at) => stepOf(at, size))
  for (const [row, down] of steps.entries()) {
    for (const [column, right] of steps.entries()) {
      for (let c = 0; c < 3; c++) {
        const at = (y: number, x: number) => picture[(y * size + x) * channels + (c % channels)] ?? 0
        const upper = mix(at(down.from, right.from), at(down.from, right.to), right.share)
        const lower = mix(at(down.to, right.from), at(down.to, right.to), right.share)
        out[(row * PERCEPTUAL_SIDE + column) * 3 + c] = mix(upper, lower, down.share)
      }
    }
  }
  return out
}

/** The two pixels of a line of `size` between which place `at` of the larger one lies. */
function stepOf(at: number, size: number): { from: number; to: number; share: number } {
  const place = Math.max(0, ((at + 0.5) * size) / PERCEPTUAL_SIDE - 0.5)
  const from = Math.floor(place)
  return { from, to: Math.min(size - 1, from + 1), share: place - from }
}

function mix(one: number, other: number, share: number): number {
  return one + share * (other - one)
}

/** Mean and logarithm of the deviation of each channel. */
function strengths({ values, side, channels }: FieldMap): Float32Array {
  const count = side * side
  const sums = new Float64Array(channels)
  const squares = new Float64Array(channels)
  for (let place = 0; place < count; place++) {
    for (let c = 0; c < channels; c++) {
      const value = values[place * channels + c] ?? 0
      sums[c] = (sums[c] ?? 0) + value
      squares[c] = (squares[c] ?? 0) + value * value
    }
  }
  const out = new Float32Array(2 * channels)
  for (let c = 0; c < channels; c++) {
    const mean = (sums[c] ?? 0) / count
    out[2 * c] = mean
    const variance = Math.max(0, (squares[c] ?? 0) / count - mean * mean)
    out[2 * c + 1] = Math.log(LEAST_SPREAD + Math.sqrt(variance))
  }
  return out
}
