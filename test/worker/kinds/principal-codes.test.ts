/** Codes against a set whose components are known: a flat ellipse in many dimensions. */
import { describe, expect, test } from 'vitest'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'
import { principalCodes, REACH } from '../../../src/worker/kinds/principal-codes.ts'

const COUNT = 200
const DIMENSIONS = 12

/** Two hidden numbers an item, the first ten times as strong, along two directions at right angles. */
const hidden = normals(streamFor(3, 'data'), 2 * COUNT)
const along = (d: number) => Math.cos((2 * Math.PI * d) / DIMENSIONS)
const across = (d: number) => Math.sin((2 * Math.PI * d) / DIMENSIONS)
const rows = {
  count: COUNT,
  dimensions: DIMENSIONS,
  values: Float32Array.from({ length: COUNT * DIMENSIONS }, (_, i) => {
    const [item, d] = [Math.floor(i / DIMENSIONS), i % DIMENSIONS]
    return 100 + 10 * (hidden[2 * item] ?? 0) * along(d) + (hidden[2 * item + 1] ?? 0) * across(d)
  }),
}
const everyone = Array.from({ length: COUNT }, (_, i) => i)

function codes(latent: number, training: ArrayLike<number> = everyone): number[][] {
  const bytes = principalCodes(rows, latent, 8, training)
  return everyone.map((item) =>
    Array.from({ length: latent }, (_, k) => ((bytes[item * 8 + k] ?? 0) / 127.5 - 1) * REACH),
  )
}

function column(values: readonly number[][], k: number): number[] {
  return values.map((row) => row[k] ?? NaN)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Pearson's. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)]
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? NaN) - my), 0)
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb))
}

describe('codes of items', () => {
  test('are the hidden numbers themselves, the strongest first', () => {
    const found = codes(4)
    const first = column(found, 0)
    const second = column(found, 1)
    const strong = Array.from({ length: COUNT }, (_, i) => hidden[2 * i] ?? NaN)
    const weak = Array.from({ length: COUNT }, (_, i) => hidden[2 * i + 1] ?? NaN)
    expect(Math.abs(correlation(first, strong))).toBeGreaterThan(0.99)
    expect(Math.abs(correlation(second, weak))).toBeGreaterThan(0.95)
  })

  test('look like draws from the prior: mean 0, variance 1, each number apart from the others', () => {
    const found = codes(4)
    for (let k = 0; k < 4; k++) {
      const values = column(found, k)
      // Those beyond the two components are drawn: of 200 numbers a mean strays by 0.07.
      expect(Math.abs(mean(values))).toBeLessThan(k < 2 ? 0.02 : 0.25)
      expect(mean(values.map((value) => value * value))).toBeGreaterThan(0.8)
      expect(mean(values.map((value) => value * value))).toBeLessThan(1.25)
      for (let j = 0; j < k; j++) expect(Math.abs(correlation(values, column(found, j)))).toBeLessThan(0.25)
    }
  })

  test('of held-out items are those that the others’ components give them', () => {
    const training = everyone.slice(0, 150)
    const [all, some] = [column(codes(2), 0), column(codes(2, training), 0)]
    const heldOut = [all, some].map((values) => values.slice(150)) as [number[], number[]]
    expect(Math.abs(correlation(...heldOut))).toBeGreaterThan(0.99)
  })

  test('are the same at each call, and rows are padded with zeros', () => {
    expect(codes(3)).toEqual(codes(3))
    const bytes = principalCodes(rows, 3, 8, everyone)
    expect([...bytes.subarray(3, 8)]).toEqual([0, 0, 0, 0, 0])
  })

  test('of a few items leave no number out', () => {
    const few = principalCodes(rows, 8, 8, [0, 1, 2])
    expect([...few].every(Number.isFinite)).toBe(true)
    expect(new Set(few).size).toBeGreaterThan(20)
  })
})
