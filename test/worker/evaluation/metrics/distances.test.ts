import { describe, expect, test } from 'vitest'
import { diversityRatio, meanPairwiseDistance } from '../../../../src/worker/evaluation/metrics/diversity.ts'
import { gridDivergence } from '../../../../src/worker/evaluation/metrics/grid-divergence.ts'
import { kernelDistance } from '../../../../src/worker/evaluation/metrics/kernel-distance.ts'
import { slicedWasserstein } from '../../../../src/worker/evaluation/metrics/sliced-wasserstein.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { gaussianRows, KNOWN_FAKE, KNOWN_REAL } from '../../../helpers/truth/known-rows.ts'

const stream = streamFor(3, 'evaluate')
const swd = (
  ...sets: Parameters<typeof slicedWasserstein> extends [infer A, infer B, unknown] ? [A, B] : never
) => finish(slicedWasserstein(...sets, { directions: 256, stream }))
const shifted = (rows: typeof KNOWN_REAL, by: number) => ({
  ...rows,
  values: rows.values.map((value) => value + by),
})
/** x, y of three-dimensional rows, stretched from (0, 1) to (−1, 1). */
const plane = ({ values }: typeof KNOWN_REAL) =>
  values.filter((_, i) => i % 3 !== 2).map((value) => value * 2 - 1)

describe('gridDivergence', () => {
  const [real, fake] = [plane(KNOWN_REAL), plane(KNOWN_FAKE)]
  test('equals NumPy on known clouds, with and without the floor', () => {
    expect(gridDivergence(real, fake, { extent: 0.9, cells: 6, floor: 0 })).toBeCloseTo(0.304711917, 6)
    expect(gridDivergence(real, fake, { extent: 0.9, cells: 6 })).toBeCloseTo(0.29716476, 6)
  })
  test('is 0 for a cloud and itself, 1 bit for clouds that share no cell', () => {
    expect(gridDivergence(real, real, { extent: 1 })).toBe(0)
    const left = new Float32Array([-0.5, 0, -0.4, 0])
    expect(gridDivergence(left, new Float32Array([0.5, 0, 0.4, 0]), { extent: 1, floor: 0 })).toBeCloseTo(
      1,
      12,
    )
  })
  test('what lies outside or nowhere counts', () => {
    const inside = new Float32Array([0, 0, 0, 0])
    expect(gridDivergence(inside, new Float32Array([NaN, 0, 9, 9]), { extent: 1, floor: 0 })).toBeCloseTo(
      1,
      12,
    )
  })
})

describe('slicedWasserstein', () => {
  test('a shift by t costs (2/π)‖t‖ in the plane', () => {
    const rows = gaussianRows(1, 200, 2)
    const t = 3
    expect(swd(rows, shifted(rows, t))).toBeCloseTo((2 / Math.PI) * t * Math.SQRT2, 0)
    // per direction it is |t·u| exactly, so two shifts are in exact proportion
    expect(swd(rows, shifted(rows, 2 * t)) / swd(rows, shifted(rows, t))).toBeCloseTo(2, 5)
  })
  test('two spreads differ by |σ₁ − σ₂| √(2/π), the W1 of two centred normals', () => {
    const distance = swd(gaussianRows(1, 5000, 2, 0, 1), gaussianRows(2, 5000, 2, 0, 3))
    expect(Math.abs(distance / (2 * Math.sqrt(2 / Math.PI)) - 1)).toBeLessThan(0.03)
  })
  test('in one dimension it is plain W1, as NumPy has it', () => {
    const column = (rows: typeof KNOWN_REAL) => ({
      values: Float32Array.from({ length: 50 }, (_, i) => rows.values[3 * i] ?? NaN),
      dimensions: 1,
    })
    expect(swd(column(KNOWN_REAL), column(KNOWN_FAKE))).toBeCloseTo(0.2169480342, 6)
  })
  test('refuses unequal n, and puts what is nowhere infinitely far', () => {
    expect(() => swd(gaussianRows(1, 10, 2), gaussianRows(1, 9, 2))).toThrow(/as many/)
    expect(swd(gaussianRows(1, 2, 2), { values: new Float32Array([1, 2, NaN, 0]), dimensions: 2 })).toBe(
      Infinity,
    )
  })
})

describe('diversityRatio', () => {
  test('equals NumPy on known rows', () => {
    expect(finish(meanPairwiseDistance(KNOWN_REAL))).toBeCloseTo(0.6606035869, 6)
    expect(finish(diversityRatio(KNOWN_REAL, KNOWN_FAKE))).toBeCloseTo(1.457590007, 6)
  })
  test('is 0 when all fakes are one or nowhere', () => {
    const one = { values: new Float32Array(60).fill(0.3), dimensions: 3 }
    expect(finish(diversityRatio(KNOWN_REAL, one))).toBe(0)
    expect(finish(diversityRatio(KNOWN_REAL, { ...one, values: one.values.map(() => NaN) }))).toBe(0)
  })
})

describe('kernelDistance', () => {
  test('equals NumPy on known rows', () => {
    expect(finish(kernelDistance(KNOWN_REAL, KNOWN_FAKE))).toBeCloseTo(0.2523108777, 6)
  })
  test('of N(0,1) and N(1,1) is (Δm₃)² + 3(Δm₂)² + 3(Δm₁)² = 16 + 3 + 3', () => {
    const distance = finish(kernelDistance(gaussianRows(1, 1500, 1), gaussianRows(2, 1500, 1, 1)))
    expect(Math.abs(distance / 22 - 1)).toBeLessThan(0.12)
  })
  test('is unbiased: about 0 on average over equal sets, and sometimes below', () => {
    const values = Array.from({ length: 60 }, (_, i) =>
      finish(kernelDistance(gaussianRows(2 * i, 40, 4), gaussianRows(2 * i + 1, 40, 4))),
    )
    const mean = values.reduce((total, value) => total + value, 0) / values.length
    const deviation = Math.sqrt(
      values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length,
    )
    expect(Math.abs(mean)).toBeLessThan((3.5 * deviation) / Math.sqrt(values.length))
    expect(values.filter((value) => value < 0).length).toBeGreaterThan(10)
  })
  test('is infinite for fakes that are nowhere', () => {
    expect(finish(kernelDistance(KNOWN_REAL, { values: new Float32Array(6).fill(NaN), dimensions: 3 }))).toBe(
      Infinity,
    )
  })
})
