/** Sources and differences as people see them, in RGB: what is missing is hatched, gray is gray. Plain numbers in [−1, 1]. */
import type { RestoreSourceId } from '../../../../common/restore/sources.ts'
import { FAKE_HUE, mix, paletteOf, type Rgb, type Theme } from '../../../draw/palette.ts'

/** Stripes of what is missing: neither is a shade that gray pictures have. */
const STRIPES: readonly [Rgb, Rgb] = [
  [0x5d, 0x73, 0xa8],
  [0xa9, 0xbb, 0xe0],
]
/** A stripe is this share of the side wide, and two pixels at least. */
const STRIPE = 1 / 16
/** A difference of so much, on [0, 1], is drawn in full. */
const FULL = 0.5

/** @param pixels [n, …, channels] @returns [n, …, 3] */
export function rgbOf(pixels: Float32Array, channels: number): Float32Array {
  if (channels === 3) return pixels
  return Float32Array.from({ length: pixels.length * 3 }, (_, at) => pixels[Math.floor(at / 3)] ?? NaN)
}

/** Sources [n, size, size, …] as pictures [n, size, size, 3]. */
export function sourcePixels(
  source: Float32Array,
  kind: RestoreSourceId,
  { size, channels }: { readonly size: number; readonly channels: number },
): Float32Array {
  switch (kind) {
    case 'gray':
    case 'edges':
      return rgbOf(source, 1)
    case 'hole':
      return hatched(source, size, channels)
    case 'half':
    case 'quarter':
    case 'noise':
    case 'blur':
    case 'mosaic':
    case 'pairs':
      return rgbOf(source, channels)
  }
}

function hatched(source: Float32Array, size: number, channels: number): Float32Array {
  const pixels = source.length / (channels + 1)
  const made = new Float32Array(pixels * 3)
  const wide = Math.max(2, Math.round(size * STRIPE))
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = pixel * (channels + 1)
    if ((source[from + channels] ?? 0) >= 0.5) {
      const place = pixel % (size * size)
      const stripe = Math.floor((Math.floor(place / size) + (place % size)) / wide) % 2
      put(made, pixel, STRIPES[stripe === 0 ? 0 : 1])
    } else for (let c = 0; c < 3; c++) made[pixel * 3 + c] = source[from + (channels === 1 ? 0 : c)] ?? NaN
  }
  return made
}

/**
 * How far each pixel is from the true one, mean over channels: the ground of the page where it is right, and the forger’s colour where it
 * is half of all brightness off.
 */
export function differencePixels(
  made: Float32Array,
  truth: Float32Array,
  channels: number,
  theme: Theme,
): Float32Array {
  const { ground } = paletteOf(theme)
  const shown = new Float32Array((made.length / channels) * 3)
  for (let pixel = 0; pixel < made.length / channels; pixel++) {
    let apart = 0
    for (let c = 0; c < channels; c++) {
      const at = pixel * channels + c
      apart += Math.abs((made[at] ?? NaN) - (truth[at] ?? NaN)) / 2 / channels
    }
    put(shown, pixel, mix(ground, FAKE_HUE, Math.min(1, apart / FULL)))
  }
  return shown
}

function put(into: Float32Array, pixel: number, colour: Rgb): void {
  colour.forEach((byte, c) => (into[pixel * 3 + c] = byte / 127.5 - 1))
}
