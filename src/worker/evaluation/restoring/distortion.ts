/**
 * How near restored pictures are to the true ones, picture by picture and pixel by pixel. Plain arrays in [−1, 1], NHWC; figures are on
 * a scale from 0 to 1. Must not know how they were restored.
 */
import { countPictures, type PictureBatch } from '../features/feature-map.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { similarity, WINDOW } from './similarity.ts'

/** Means over pictures. */
export interface Distortion {
  /** dB */
  readonly psnr: number
  /** Null of pictures that no window fits into. */
  readonly ssim: number | null
  readonly l1: number
}

/**
 * A picture that is right to the last bit has no finite ratio, and one of them would drown all others: no picture counts more. Rounding
 * to 256 shades alone leaves 58.9 dB.
 */
export const MOST_DECIBELS = 60

/**
 * @param missing [n, size, size] 1 where a picture was missing: it alone is measured, and a picture that lacked nothing is left out;
 * null: whole pictures
 * @returns 60 dB, 1 and 0 where nothing was missing anywhere
 */
export function* distortion(
  truth: PictureBatch,
  made: PictureBatch,
  missing: Float32Array | null,
): Sliced<Distortion> {
  const { size, channels } = truth
  const pixels = size * size
  const allowance = new Allowance()
  const total = { psnr: 0, l1: 0, pictures: 0, ssim: 0, windowed: 0 }
  for (let i = 0; i < countPictures(truth); i++) {
    const counted = missing?.subarray(i * pixels, (i + 1) * pixels) ?? null
    const [a, b] = [pictureAt(truth, i), pictureAt(made, i)]
    const apart = differenceOf(a, b, channels, counted)
    if (apart === null) continue
    total.pictures++
    total.psnr += decibels(apart.squares)
    total.l1 += apart.absolute
    const alike = similarity(a, b, { size, channels }, counted)
    if (alike !== null) {
      total.ssim += alike
      total.windowed++
    }
    if (allowance.spend(WINDOW * 12 * a.length)) yield
  }
  const { pictures, windowed } = total
  if (pictures === 0) return { psnr: MOST_DECIBELS, ssim: size < WINDOW ? null : 1, l1: 0 }
  return {
    psnr: total.psnr / pictures,
    l1: total.l1 / pictures,
    ssim: windowed === 0 ? null : total.ssim / windowed,
  }
}

/** Peak signal-to-noise ratio of a mean squared difference on a scale from 0 to 1, 60 dB at most. */
export function decibels(squares: number): number {
  return Math.min(MOST_DECIBELS, -10 * Math.log10(squares))
}

/**
 * Mean squared and mean absolute difference of one picture, on a scale from 0 to 1.
 * @param counted [size, size]: pixels that count; null: all @returns null where none does
 */
export function differenceOf(
  truth: Float32Array,
  made: Float32Array,
  channels: number,
  counted: Float32Array | null,
): { squares: number; absolute: number } | null {
  let [squares, absolute, numbers] = [0, 0, 0]
  for (let at = 0; at < truth.length; at++) {
    if (counted !== null && (counted[Math.floor(at / channels)] ?? 0) < 0.5) continue
    const apart = ((made[at] ?? NaN) - (truth[at] ?? NaN)) / 2
    squares += apart * apart
    absolute += Math.abs(apart)
    numbers++
  }
  return numbers === 0 ? null : { squares: squares / numbers, absolute: absolute / numbers }
}

function pictureAt({ pixels, size, channels }: PictureBatch, i: number): Float32Array {
  const length = size * size * channels
  return pixels.subarray(i * length, (i + 1) * length)
}
