/** Gaussian blur of a square picture in plain arrays, and the smooth noise made with it. Knows no dataset. */
import { normals, type Stream } from '../../../common/numbers/random.ts'

/** What a flat picture's numbers are: [size, size, channels]. */
export interface PictureShape {
  readonly size: number
  readonly channels: number
}

/** Deviations that the bell is cut off at. */
const REACH = 2.5

/** The picture blurred with a bell of deviation `sigma` pixels; beyond its border the border goes on. */
export function blurred(
  picture: Float32Array,
  { size, channels }: PictureShape,
  sigma: number,
): Float32Array {
  const taps = bell(sigma)
  const row = size * channels
  const across = along(picture, { size, channels, taps, lineStep: row, step: channels })
  return along(across, { size, channels, taps, lineStep: channels, step: row })
}

/** Smooth noise [size, size] of deviation 1: normals blurred over `grain` pixels. */
export function smoothNoise(size: number, grain: number, stream: Stream): Float32Array {
  const field = blurred(normals(stream, size * size), { size, channels: 1 }, grain)
  const deviation = Math.sqrt(field.reduce((sum, value) => sum + value * value, 0) / field.length)
  return field.map((value) => value / deviation)
}

/** Odd in number, and 1 together. */
function bell(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(REACH * sigma))
  const taps = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  )
  const total = taps.reduce((sum, tap) => sum + tap, 0)
  return taps.map((tap) => tap / total)
}

interface Pass extends PictureShape {
  taps: Float32Array
  /** Numbers from one line to the next, and from one place of a line to the next. */
  lineStep: number
  step: number
}

function along(from: Float32Array, { size, channels, taps, lineStep, step }: Pass): Float32Array {
  const out = new Float32Array(from.length)
  const reach = (taps.length - 1) / 2
  for (let line = 0; line < size; line++) {
    for (let place = 0; place < size; place++) {
      const to = line * lineStep + place * step
      for (let tap = 0; tap < taps.length; tap++) {
        const at = Math.min(size - 1, Math.max(0, place + tap - reach))
        const source = line * lineStep + at * step
        const share = taps[tap] ?? 0
        for (let c = 0; c < channels; c++) out[to + c] = (out[to + c] ?? 0) + share * (from[source + c] ?? 0)
      }
    }
  }
  return out
}
