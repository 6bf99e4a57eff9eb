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

describe('laplacianDistance', () => {
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
