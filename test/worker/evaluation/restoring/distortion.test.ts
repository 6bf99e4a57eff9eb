/** Distortion against scikit-image 0.26 and against numbers worked out by hand. */
import { describe, expect, test } from 'vitest'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import {
  decibels,
  distortion,
  MOST_DECIBELS,
} from '../../../../src/worker/evaluation/restoring/distortion.ts'

const SIZE = 20
const CHANNELS = 3

/** [count, SIZE, SIZE, channels] by a formula of row, column and channel. */
function picture(
  of: (y: number, x: number, c: number) => number,
  size = SIZE,
  channels = CHANNELS,
): Float32Array {
  return Float32Array.from({ length: size * size * channels }, (_, at) => {
    const pixel = Math.floor(at / channels)
    return of(Math.floor(pixel / size), pixel % size, at % channels)
  })
}

const wave = (y: number, x: number, c: number) => Math.sin(0.7 * y + 0.2 * c) * Math.cos(0.5 * x - 0.3 * c)
const spoilt = (y: number, x: number, c: number) =>
  0.8 * wave(y, x, c) + 0.15 * Math.sin(1.9 * x + 2.3 * y + c)
const batch = (pixels: Float32Array, size = SIZE, channels = CHANNELS) => ({ pixels, size, channels })
const measure = (truth: Float32Array, made: Float32Array, missing: Float32Array | null = null) =>
  finish(distortion(batch(truth), batch(made), missing))

/** Rows 3 … 9, columns 8 … 15. */
const hole = picture((y, x) => (y >= 3 && y < 10 && x >= 8 && x < 16 ? 1 : 0), SIZE, 1)

describe('distortion', () => {
  // structural_similarity(a, b, data_range=1, channel_axis=2, gaussian_weights=True, sigma=1.5, use_sample_covariance=False) and
  // peak_signal_noise_ratio(a, b, data_range=1) of both pictures on [0, 1].
  test('is what scikit-image says', () => {
    const { psnr, ssim, l1 } = measure(picture(wave), picture(spoilt))
    expect(ssim).toBeCloseTo(0.9431209105855421, 6)
    expect(psnr).toBeCloseTo(22.7328994824869, 4)
    expect(l1).toBeCloseTo(0.060308467185925745, 6)
  })

  // The same with full=True: the mean of the map over those pixels that a whole window fits around.
  test('of a hole is over missing pixels, and over windows around them', () => {
    const { psnr, ssim, l1 } = measure(picture(wave), picture(spoilt), hole)
    expect(ssim).toBeCloseTo(0.9425150711648805, 6)
    expect(psnr).toBeCloseTo(23.10278006555172, 4)
    expect(l1).toBeCloseTo(0.05803582327147351, 6)
  })

  test('of a picture that one window fits into', () => {
    const [a, b] = [wave, spoilt].map((of) =>
      batch(
        picture((y, x) => of(y, x, 0), 11, 1),
        11,
        1,
      ),
    )
    if (a === undefined || b === undefined) throw new Error('two pictures')
    expect(finish(distortion(a, b, null)).ssim).toBeCloseTo(0.9480007732475035, 6)
  })

  test('has no similarity where no window fits', () => {
    const [a, b] = [wave, spoilt].map((of) => batch(picture(of, 10), 10))
    if (a === undefined || b === undefined) throw new Error('two pictures')
    const { psnr, ssim } = finish(distortion(a, b, null))
    expect(ssim).toBeNull()
    expect(psnr).toBeCloseTo(22.6, 0)
  })

  // Off by .1 and by .01 on [0, 1]: 20 dB and 40 dB.
  test('is the mean over pictures, each with a ratio of its own', () => {
    const flat = (value: number) => picture(() => value)
    const two = (a: number, b: number) => Float32Array.from([...flat(a), ...flat(b)])
    const { psnr, l1 } = measure(two(0, 0), two(0.2, -0.02))
    expect(psnr).toBeCloseTo(30, 4)
    expect(l1).toBeCloseTo(0.055, 6)
  })

  test('of a picture that is right counts 60 dB, and one that lacks nothing does not count', () => {
    const right = measure(picture(wave), picture(wave))
    expect([right.psnr, right.l1]).toEqual([MOST_DECIBELS, 0])
    expect(right.ssim).toBeCloseTo(1, 12)
    const two = (a: Float32Array, b: Float32Array) => Float32Array.from([...a, ...b])
    const nowhere = new Float32Array(SIZE * SIZE)
    const one = measure(picture(wave), picture(spoilt), hole)
    expect(
      measure(two(picture(wave), picture(wave)), two(picture(wave), picture(spoilt)), two(nowhere, hole)),
    ).toEqual(one)
    expect(measure(picture(wave), picture(spoilt), nowhere)).toEqual({ psnr: MOST_DECIBELS, ssim: 1, l1: 0 })
  })

  test('of what is no number is no number', () => {
    const { psnr, ssim, l1 } = measure(
      picture(wave),
      picture(() => NaN),
    )
    expect([psnr, ssim, l1]).toEqual([NaN, NaN, NaN])
  })

  test('in decibels', () => {
    expect(decibels(0.01)).toBeCloseTo(20, 12)
    expect(decibels(1)).toBeCloseTo(0, 12)
    expect(decibels(0)).toBe(60)
  })
})
