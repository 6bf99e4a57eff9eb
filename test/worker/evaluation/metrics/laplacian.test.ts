import { describe, expect, test } from 'vitest'
import { laplacianDistance } from '../../../../src/worker/evaluation/metrics/laplacian.ts'
import { pyramid } from '../../../../src/worker/evaluation/metrics/pyramid.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { gaussianRows } from '../../../helpers/truth/known-rows.ts'

const SIZE = 32
const noise = (seed: number, count: number, deviation = 1) => ({
  pixels: gaussianRows(seed, count, SIZE * SIZE, 0, deviation).values,
  size: SIZE,
  channels: 1,
})
const swd = (...[real, fake]: [ReturnType<typeof noise>, ReturnType<typeof noise>]) =>
  finish(laplacianDistance(real, fake, { stream: streamFor(1, 'evaluate'), patches: 16, directions: 32 }))

describe('pyramid', () => {
  test('a flat picture has no detail and keeps its tone', () => {
    const flat = { pixels: new Float32Array(SIZE * SIZE).fill(0.7), size: SIZE, channels: 1 }
    const [detail, rest] = finish(pyramid(flat))
    expect(rest?.size).toBe(16)
    for (const value of rest?.pixels ?? []) expect(value).toBeCloseTo(0.7, 6)
    for (const value of detail?.pixels ?? []) expect(value).toBeCloseTo(0, 5)
  })
  test('a side that cannot be halved to 16 is one level', () => {
    expect(finish(pyramid({ pixels: new Float32Array(28 * 28), size: 28, channels: 1 }))).toHaveLength(1)
  })
})

describe('pyramid of a random picture', () => {
  // Burt & Adelson by the letter: a 5 × 5 window over the mirrored picture, and over the one with zeros between.
  test('is what the 5 × 5 window says, border and colours included', () => {
    const channels = 3
    const { values } = gaussianRows(5, 2, SIZE * SIZE * channels, 0, 1)
    const [detail, rest] = finish(pyramid({ pixels: values, size: SIZE, channels }))
    const w = [1, 4, 6, 4, 1].map((tap) => tap / 16)
    const mirrored = (at: number, size: number) => (at < 0 ? -at : at >= size ? 2 * size - 2 - at : at)
    const window = (of: (y: number, x: number) => number, size: number, y: number, x: number) => {
      let sum = 0
      for (let i = 0; i < 5; i++)
        for (let j = 0; j < 5; j++)
          sum += (w[i] ?? 0) * (w[j] ?? 0) * of(mirrored(y + i - 2, size), mirrored(x + j - 2, size))
      return sum
    }
    for (const image of [0, 1])
      for (const c of [0, 2]) {
        const whole = (y: number, x: number) => values[((image * SIZE + y) * SIZE + x) * channels + c] ?? NaN
        const small = (y: number, x: number) => window(whole, SIZE, 2 * y, 2 * x)
        const spread = (y: number, x: number) => (y % 2 === 0 && x % 2 === 0 ? 4 * small(y / 2, x / 2) : 0)
        for (const [y, x] of [
          [0, 0],
          [1, 30],
          [31, 31],
          [15, 8],
          [30, 1],
        ] as const) {
          const [v, u] = [y >> 1, x >> 1]
          expect(rest?.pixels[((image * 16 + v) * 16 + u) * channels + c]).toBeCloseTo(small(v, u), 5)
          expect(detail?.pixels[((image * SIZE + y) * SIZE + x) * channels + c]).toBeCloseTo(
            whole(y, x) - window(spread, SIZE, y, x),
            5,
          )
        }
      }
  })
})

describe('laplacianDistance', () => {
  test('of equal pictures, cut at the same places, is nothing, and the finest level can be had alone', () => {
    const few = { stream: streamFor(1, 'evaluate'), patches: 8, directions: 16 }
    const pictures = noise(1, 10)
    const both = finish(laplacianDistance(pictures, pictures, { ...few, paired: true }))
    expect(both.map(({ distance }) => distance)).toEqual([0, 0])
    expect(swd(pictures, pictures)[0]?.distance).toBeGreaterThan(0.02)
    const [finest, ...others] = finish(
      laplacianDistance(pictures, noise(2, 10, 2), { ...few, paired: true, finest: true }),
    )
    expect(others).toEqual([])
    expect(finest).toEqual(finish(laplacianDistance(pictures, noise(2, 10, 2), { ...few, paired: true }))[0])
  })

  test('one spot, blurred once by hand, is where it should be', () => {
    const pixels = new Float32Array(SIZE * SIZE)
    pixels[10 * SIZE + 12] = 1
    const [, rest] = finish(pyramid({ pixels, size: SIZE, channels: 1 }))
    expect(rest?.pixels[5 * 16 + 6]).toBeCloseTo((6 / 16) ** 2, 6)
    expect(rest?.pixels[5 * 16 + 5]).toBeCloseTo((6 / 16) * (1 / 16), 6)
  })

  test('noise of twice the spread is √(2/π) away at every scale; of the same, about 0', () => {
    const same = swd(noise(1, 40), noise(2, 40))
    const wider = swd(noise(1, 40), noise(2, 40, 2))
    expect(same.map(({ size }) => size)).toEqual([32, 16])
    for (const { distance } of same) expect(distance).toBeLessThan(0.08)
    // Patches overlap, so projections of the blurred level are not of unit spread: only the order is sure there.
    expect(wider[0]?.distance).toBeGreaterThan(0.6)
    expect(wider[1]?.distance).toBeGreaterThan(0.4)
  })

  test('sees a texture at the scale where it is', () => {
    const checks = (seed: number) => {
      const base = noise(seed, 30, 0.5)
      return {
        ...base,
        pixels: base.pixels.map((v, i) => v + (((i % SIZE) + Math.floor(i / SIZE)) % 2 === 0 ? 1 : -1)),
      }
    }
    const [fine, coarse] = swd(noise(1, 30, 0.5), checks(2))
    expect(fine?.distance).toBeGreaterThan(5 * (coarse?.distance ?? Infinity))
  })
})
