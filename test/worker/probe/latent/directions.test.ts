import { describe, expect, test } from 'vitest'
import {
  aligned,
  principalDirections,
  sefaDirections,
  type Direction,
} from '../../../../src/worker/probe/latent/directions.ts'
import { regressOn } from '../../../../src/worker/probe/latent/regress.ts'
import { normals, streamFor } from '../../../../src/common/numbers/random.ts'

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

/** Gram matrix of the centred rows, straight from the definition. */
function gramOf(rows: number[][]): Float64Array {
  const width = rows[0]?.length ?? 0
  const means = Array.from(
    { length: width },
    (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length,
  )
  const centred = rows.map((row) => row.map((x, i) => x - (means[i] ?? 0)))
  return Float64Array.from(centred.flatMap((a) => centred.map((b) => dot(a, b))))
}

describe('least squares', () => {
  test('finds a planted slope, and says how much of the rest is noise', () => {
    const latents = normals(streamFor(1, 'walk'), 400 * 3)
    const noise = normals(streamFor(2, 'walk'), 400)
    const clean = Float64Array.from(
      { length: 400 },
      (_, i) => 5 + dot(latents.subarray(3 * i, 3 * i + 3), [2, -1, 0.5]),
    )
    const slopeOf = regressOn(latents, 3)
    const exact = slopeOf(clean)
    expect([...exact.slope]).toEqual([2, -1, 0.5].map((x) => expect.closeTo(x, 5) as number))
    expect(exact.explained).toBeCloseTo(1, 6)
    // The noise has as much variance as the line: half is explained.
    const noisy = slopeOf(clean.map((y, i) => y + Math.sqrt(5.25) * (noise[i] ?? 0)))
    expect(noisy.explained).toBeGreaterThan(0.4)
    expect(noisy.explained).toBeLessThan(0.6)
    expect(Math.abs(slopeOf(Float64Array.from(noise)).explained)).toBeLessThan(0.05)
  })
})

describe('principal directions', () => {
  const d = 4
  const n = 256
  const latents = normals(streamFor(3, 'walk'), n * d)
  const z = (i: number) => Array.from(latents.subarray(i * d, (i + 1) * d))
  /** Moves in z that the features follow, strongest first. */
  const planted = [
    [0.5, 0.5, 0.5, 0.5],
    [0.5, -0.5, 0.5, -0.5],
  ]

  test('are those planted, in order, with their share of the variance', () => {
    const rows = Array.from({ length: n }, (_, i) => [
      3 * dot(z(i), planted[0] ?? []),
      7 + 1 * dot(z(i), planted[1] ?? []),
      0,
    ])
    const found = principalDirections(gramOf(rows), n, regressOn(latents, d), 3)
    expect(found.length).toBe(2)
    found.forEach(({ vector }, k) => expect(Math.abs(dot(vector, planted[k] ?? []))).toBeGreaterThan(0.99))
    // Variances 9 and 1, up to the draws' chance.
    expect(found[0]?.share).toBeGreaterThan(0.85)
    expect((found[0]?.share ?? 0) + (found[1]?.share ?? 0)).toBeCloseTo(1, 6)
  })

  test('a component that no straight move reaches is left out, however strong', () => {
    const rows = Array.from({ length: n }, (_, i) => [9 * (z(i)[0] ?? 0) ** 2, z(i)[2] ?? 0])
    const found = principalDirections(gramOf(rows), n, regressOn(latents, d), 3)
    expect(found.length).toBe(1)
    expect(Math.abs(found[0]?.vector[2] ?? 0)).toBeGreaterThan(0.97)
    expect(found[0]?.share).toBeLessThan(0.1)
  })
})

test('SeFa: the right singular vectors of a matrix whose decomposition is known', () => {
  // A = 3 u₁v₁ᵀ + 1 u₂v₂ᵀ, so AᵀA = 9 v₁v₁ᵀ + v₂v₂ᵀ.
  const [v1, v2] = [
    [0.6, 0.8, 0],
    [-0.8, 0.6, 0],
  ] as const
  const product = [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map((j) => 9 * (v1[i] ?? 0) * (v1[j] ?? 0) + (v2[i] ?? 0) * (v2[j] ?? 0)),
  )
  const [first, second] = sefaDirections(product, 3, 2)
  expect(Math.abs(dot(first?.vector ?? [], v1))).toBeCloseTo(1, 6)
  expect(Math.abs(dot(second?.vector ?? [], v2))).toBeCloseTo(1, 6)
  expect([first?.share, second?.share]).toEqual([expect.closeTo(0.9, 6), expect.closeTo(0.1, 6)])
})

describe('aligned', () => {
  const of = (share: number, ...vector: number[]): Direction => ({ vector: Float32Array.from(vector), share })

  test('keeps places and signs when order and signs of the new ones differ', () => {
    const last = [of(0.6, 1, 0, 0), of(0.3, 0, 1, 0), of(0.1, 0, 0, 1)]
    const next = [of(0.5, 0, -0.99, 0.14), of(0.4, 0.1, 0.1, -0.99), of(0.1, -1, 0, 0)]
    const out = aligned(next, last)
    expect(out.map(({ share }) => share)).toEqual([0.1, 0.5, 0.4])
    out.forEach(({ vector }, i) => expect(dot(vector, last[i]?.vector ?? [])).toBeGreaterThan(0.9))
  })

  test('a first look faces its largest part upwards; more or fewer than before are no trouble', () => {
    expect([...(aligned([of(1, 0.6, -0.8)], [])[0]?.vector ?? [])]).toEqual([
      expect.closeTo(-0.6, 6),
      expect.closeTo(0.8, 6),
    ])
    const two = [of(0.7, 1, 0), of(0.3, 0, 1)]
    expect(aligned([of(1, 0, -1)], two).length).toBe(1)
    expect(aligned([of(0.8, 0, 1), of(0.2, 1, 0)], [of(1, 1, 0)]).map(({ share }) => share)).toEqual([
      0.2, 0.8,
    ])
  })
})
