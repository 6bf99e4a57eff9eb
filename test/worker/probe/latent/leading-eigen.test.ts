import { describe, expect, test } from 'vitest'
import { leadingEigen } from '../../../../src/worker/probe/latent/leading-eigen.ts'
import { normals, streamFor } from '../../../../src/common/numbers/random.ts'

/** Q diag(values) Qᵀ with a Q made by Householder's reflection: its columns are known. */
function planted(values: readonly number[], seed: number) {
  const n = values.length
  const v = normals(streamFor(seed, 'walk'), n)
  const square = v.reduce((sum, x) => sum + x * x, 0)
  const q = (i: number, j: number) => (i === j ? 1 : 0) - (2 * (v[i] ?? 0) * (v[j] ?? 0)) / square
  const matrix = Float64Array.from({ length: n * n }, (_, at) =>
    values.reduce((sum, value, k) => sum + value * q(Math.floor(at / n), k) * q(at % n, k), 0),
  )
  return { matrix, column: (k: number) => Array.from({ length: n }, (_, i) => q(i, k)) }
}

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.abs(Array.from(a).reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0))

describe('leading eigenvectors', () => {
  test('of a 2×2 matrix are those worked out by hand', () => {
    const { values, vectors } = leadingEigen([2, 1, 1, 2], 2, 2)
    expect(values).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)])
    expect(cosine(vectors[0] ?? [], [Math.SQRT1_2, Math.SQRT1_2])).toBeCloseTo(1, 12)
  })

  test.each([5, 20, 90])('are found where they were planted, n = %i', (n) => {
    const spectrum = Array.from({ length: n }, (_, i) => 100 * 0.8 ** ((i * 7) % n))
    const { matrix, column } = planted(spectrum, n)
    const { values, vectors } = leadingEigen(matrix, n, 4)
    const order = spectrum.map((value, k) => ({ value, k })).sort((a, b) => b.value - a.value)
    order.slice(0, 4).forEach(({ value, k }, at) => {
      expect(values[at]).toBeCloseTo(value, 6)
      expect(cosine(vectors[at] ?? [], column(k))).toBeCloseTo(1, 8)
    })
  })

  test('close ones are parted, and a matrix of low rank gives zeros, not nonsense', () => {
    const close = planted([5, 4.99, 4.98, ...new Array<number>(57).fill(1)], 3)
    const found = leadingEigen(close.matrix, 60, 3)
    expect(found.values).toEqual([5, 4.99, 4.98].map((value) => expect.closeTo(value, 8) as number))
    const low = planted([7, ...new Array<number>(59).fill(0)], 4)
    const { values, vectors } = leadingEigen(low.matrix, 60, 3)
    expect(values).toEqual([7, 0, 0].map((value) => expect.closeTo(value, 8) as number))
    expect(cosine(vectors[0] ?? [], low.column(0))).toBeCloseTo(1, 8)
  })

  test('a start near them leads to the same', () => {
    const { matrix, column } = planted(
      Array.from({ length: 70 }, (_, i) => 70 - i),
      5,
    )
    const { vectors } = leadingEigen(matrix, 70, 2, [
      Float64Array.from(column(0)),
      Float64Array.from(column(1)),
    ])
    expect(cosine(vectors[1] ?? [], column(1))).toBeCloseTo(1, 8)
  })
})
