/** Resizes pictures: columns first, then rows, rounded once at the end. Pure; the weights are those of taps.ts. */
import type { Picture } from './picture.ts'
import { taps, type Taps } from './taps.ts'

/** The part of the input that is shown, in pixels. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** [height, width, channels] bytes of the region, at a new size. */
export function resample(source: Picture, region: Region, width: number, height: number): Uint8Array {
  return resampler(source, region, width, height)(source.bytes)
}

/** As `resample`, for many pictures of one size: weights are worked out once. */
export function resampler(
  source: Omit<Picture, 'bytes'>,
  region: Region,
  width: number,
  height: number,
): (bytes: Picture['bytes']) => Uint8Array {
  const { channels } = source
  const across = taps(source.width, region.left, region.right, width)
  const down = taps(source.height, region.top, region.bottom, height)
  const rows = new Float32Array(source.height * width * channels)
  return (bytes) => {
    squeezeRows(bytes, source.width, channels, across, rows)
    return squeezeColumns(rows, width, channels, down)
  }
}

function squeezeRows(
  bytes: Picture['bytes'],
  width: number,
  channels: number,
  { start, index, weights }: Taps,
  out: Float32Array,
): void {
  const columns = start.length - 1
  const height = out.length / (columns * channels)
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < columns; x++) {
      const end = start[x + 1] ?? 0
      const to = (y * columns + x) * channels
      for (let c = 0; c < channels; c++) {
        let sum = 0
        for (let k = start[x] ?? 0; k < end; k++)
          sum += (weights[k] ?? 0) * (bytes[(row + (index[k] ?? 0)) * channels + c] ?? 0)
        out[to + c] = sum
      }
    }
  }
}

/** Whole rows are added up, for memory lies in rows: several times faster than pixel by pixel. */
function squeezeColumns(
  rows: Float32Array,
  width: number,
  channels: number,
  { start, index, weights }: Taps,
): Uint8Array {
  const height = start.length - 1
  const stride = width * channels
  // Clamps and rounds: cubic weights can overshoot.
  const out = new Uint8ClampedArray(height * stride)
  const sums = new Float32Array(stride)
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    for (let k = start[y] ?? 0; k < (start[y + 1] ?? 0); k++) {
      const weight = weights[k] ?? 0
      const from = (index[k] ?? 0) * stride
      for (let x = 0; x < stride; x++) sums[x] = (sums[x] ?? 0) + weight * (rows[from + x] ?? 0)
    }
    out.set(sums, y * stride)
  }
  return new Uint8Array(out.buffer)
}
