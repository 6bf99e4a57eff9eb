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

/** Blurs and takes every second pixel. */
function halve(images: PictureBatch): PictureBatch {
  const { size, channels } = images
  const half = size / 2
  const out = new Float32Array(images.pixels.length / 4)
  for (let at = 0; at < out.length; at++) {
    const [image, y, x, c] = place(at, half, channels)
    out[at] = blurAt(images, image, 2 * y, 2 * x, c, 1)
  }
  return { pixels: out, size: half, channels }
}

/** Spreads the pixels with zeros between and blurs with four times the weight. */
function double(images: PictureBatch): PictureBatch {
  const { size, channels } = images
  const large: PictureBatch = { pixels: new Float32Array(images.pixels.length * 4), size: size * 2, channels }
  for (let at = 0; at < images.pixels.length; at++) {
    const [image, y, x, c] = place(at, size, channels)
    large.pixels[((image * large.size + 2 * y) * large.size + 2 * x) * channels + c] =
      images.pixels[at] ?? NaN
  }
  const out = new Float32Array(large.pixels.length)
  for (let at = 0; at < out.length; at++) {
    const [image, y, x, c] = place(at, large.size, channels)
    out[at] = blurAt(large, image, y, x, c, 4)
  }
  return { ...large, pixels: out }
}

/** The 5×5 binomial blur around one pixel, mirrored at the border without repeating it, times `weight`. */
function blurAt(
  { pixels, size, channels }: PictureBatch,
  image: number,
  y: number,
  x: number,
  c: number,
  weight: number,
) {
  let total = 0
  for (const [i, vertical] of TAPS.entries()) {
    const row = (image * size + mirror(y + i - 2, size)) * size
    for (const [j, horizontal] of TAPS.entries()) {
      total += vertical * horizontal * (pixels[(row + mirror(x + j - 2, size)) * channels + c] ?? NaN)
    }
  }
  return total * weight
}

function mirror(at: number, size: number): number {
  if (at < 0) return -at
  return at >= size ? 2 * size - 2 - at : at
}

/** Index in NHWC to [image, y, x, channel]. */
function place(at: number, size: number, channels: number): [number, number, number, number] {
  const pixel = Math.floor(at / channels)
  const row = Math.floor(pixel / size)
  return [Math.floor(row / size), row % size, pixel % size, at % channels]
}
