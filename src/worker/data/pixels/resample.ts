/**
 * Resizes pictures: columns first, then rows, rounded once at the end. Colours are weighted by their alpha: what cannot be
 * seen lends nothing. Pure; the weights are those of taps.ts.
 */
import { fullOf, type Picture, type Samples } from './picture.ts'
import { taps, type Taps } from './taps.ts'

/** The part of the input that is shown, in pixels. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** [height, width, channels] samples of the region, at a new size. */
export function resample(source: Picture, region: Region, width: number, height: number): Samples {
  return resampler(source, region, width, height)(source.bytes)
}

/** As `resample`, for many pictures of one size: weights are worked out once. */
export function resampler(
  source: Omit<Picture, 'bytes'>,
  region: Region,
  width: number,
  height: number,
): (bytes: Samples) => Samples {
  const { channels } = source
  const across = taps(source.width, region.left, region.right, width)
  const down = taps(source.height, region.top, region.bottom, height)
  const rows = new Float32Array(source.height * width * channels)
  return (bytes) => {
    const samples = channels === 4 ? weighted(bytes) : bytes
    squeezeRows(samples, source.width, channels, across, rows)
    const sums = squeezeColumns(rows, width, channels, down)
    return rounded(channels === 4 ? unweighted(sums, fullOf(bytes)) : sums, bytes instanceof Uint16Array)
  }
}

function squeezeRows(
  bytes: Samples | Float32Array,
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
): Float32Array {
  const height = start.length - 1
  const stride = width * channels
  const out = new Float32Array(height * stride)
  for (let y = 0; y < height; y++) {
    const sums = out.subarray(y * stride, (y + 1) * stride)
    for (let k = start[y] ?? 0; k < (start[y + 1] ?? 0); k++) {
      const weight = weights[k] ?? 0
      const from = (index[k] ?? 0) * stride
      for (let x = 0; x < stride; x++) sums[x] = (sums[x] ?? 0) + weight * (rows[from + x] ?? 0)
    }
  }
  return out
}

/** Clamps and rounds: cubic weights can overshoot. */
function rounded(sums: Float32Array, deep: boolean): Samples {
  if (deep) return Uint16Array.from(sums, (sum) => Math.min(65_535, Math.max(0, Math.round(sum))))
  return new Uint8Array(Uint8ClampedArray.from(sums).buffer)
}

/** Colours times alpha. */
function weighted(rgba: Samples): Float32Array {
  const out = Float32Array.from(rgba)
  const full = fullOf(rgba)
  for (let i = 0; i < out.length; i += 4) {
    const share = (out[i + 3] ?? 0) / full
    for (let c = i; c < i + 3; c++) out[c] = (out[c] ?? 0) * share
  }
  return out
}

/** Divides the colours by alpha again. @param sums changed in place, its alpha as it was: 0 … full */
function unweighted(sums: Float32Array, full: number): Float32Array {
  for (let i = 0; i < sums.length; i += 4) {
    const alpha = sums[i + 3] ?? 0
    for (let c = i; c < i + 3; c++) sums[c] = alpha <= 0.5 ? 0 : ((sums[c] ?? 0) * full) / alpha
  }
  return sums
}
