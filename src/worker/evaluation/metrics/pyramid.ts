/** The Laplacian pyramid of a batch of images: what each halving loses, and the blurred rest. Plain arrays only. */
import { countPictures, type PictureBatch } from '../features/feature-map.ts'
import { Allowance, type Sliced } from './slices.ts'

/** Taps of the binomial filter [1 4 6 4 1]/16, which a pyramid is built with (Burt & Adelson 1983). */
const TAPS = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16] as const
/** No level is smaller than this side. */
const SMALLEST = 16

/** Details of every halving while the next side is at least 16 and whole, and the blurred rest. */
export function* pyramid(images: PictureBatch): Sliced<PictureBatch[]> {
  const levels: PictureBatch[] = []
  const allowance = new Allowance()
  let current = images
  countPictures(images)
  while (current.size % 2 === 0 && current.size / 2 >= SMALLEST) {
    const smaller = halve(current)
    const blurred = double(smaller)
    const detail = current.pixels.map((value, i) => value - (blurred.pixels[i] ?? NaN))
    levels.push({ ...current, pixels: detail })
    current = smaller
    if (allowance.spend(30 * detail.length)) yield
  }
  return [...levels, current]
}

/** Where a line's numbers come from: for each of `to`, so many places of a line of `from` with their weights, in turn. */
interface Taps {
  readonly from: number
  readonly to: number
  readonly each: number
  readonly places: Int32Array
  readonly weights: Float64Array
}

/** Blurs and takes every second pixel. */
function halve(images: PictureBatch): PictureBatch {
  const { size } = images
  return alongBoth(
    images,
    tapsOf(size, size / 2, (at) => TAPS.map((weight, t) => [mirror(2 * at + t - 2, size), weight])),
  )
}

/** Spreads the pixels with zeros between and blurs with twice the weight along each side: the zeros are left out. */
function double(images: PictureBatch): PictureBatch {
  const { size } = images
  const [outer, beside, middle] = [2 * TAPS[0], 2 * TAPS[1], 2 * TAPS[2]]
  const inside = (at: number) => mirror(2 * at, 2 * size) / 2
  return alongBoth(
    images,
    tapsOf(size, 2 * size, (at) => {
      const k = Math.floor(at / 2)
      return at % 2 === 0
        ? [
            [inside(k - 1), outer],
            [k, middle],
            [inside(k + 1), outer],
          ]
        : [
            [k, beside],
            [inside(k + 1), beside],
            [k, 0],
          ]
    }),
  )
}

function tapsOf(
  from: number,
  to: number,
  of: (at: number) => readonly (readonly [place: number, weight: number])[],
): Taps {
  const all = Array.from({ length: to }, (_, at) => of(at))
  return {
    from,
    to,
    each: all[0]?.length ?? 0,
    places: Int32Array.from(all.flatMap((taps) => taps.map(([place]) => place))),
    weights: Float64Array.from(all.flatMap((taps) => taps.map(([, weight]) => weight))),
  }
}

/** Rows, then columns. */
function alongBoth({ pixels, channels }: PictureBatch, taps: Taps): PictureBatch {
  const { from, to } = taps
  const images = pixels.length / (from * from * channels)
  const across = mixed(pixels, taps, images * from, channels)
  return { pixels: mixed(across, taps, images, to * channels), size: to, channels }
}

/** [lines, from, width] → [lines, to, width]: the middle is mixed by the taps. */
function mixed(
  values: Float32Array,
  { from, to, each, places, weights }: Taps,
  lines: number,
  width: number,
): Float32Array {
  const out = new Float32Array(lines * to * width)
  for (let line = 0; line < lines; line++)
    for (let at = 0; at < to; at++) {
      const into = (line * to + at) * width
      for (let t = at * each; t < (at + 1) * each; t++) {
        const weight = weights[t] ?? 0
        const place = (line * from + (places[t] ?? 0)) * width
        for (let k = 0; k < width; k++)
          out[into + k] = (out[into + k] ?? 0) + weight * (values[place + k] ?? NaN)
      }
    }
  return out
}

/** At the border without repeating it. */
function mirror(at: number, size: number): number {
  if (at < 0) return -at
  return at >= size ? 2 * size - 2 - at : at
}
