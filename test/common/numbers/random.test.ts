import { describe, expect, test } from 'vitest'
import {
  fork,
  integers,
  normals,
  permutation,
  streamFor,
  threefry,
  uniforms,
} from '../../../src/common/numbers/random.ts'

/** Known answers of Threefry-2x32-20 from the Random123 distribution (kat_vectors). */
const KNOWN = [
  { counter: [0, 0], key: [0, 0], words: [0x6b200159, 0x99ba4efe] },
  { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], words: [0x1cb996fc, 0xbb002be7] },
  { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], words: [0xc4923a9c, 0x483df7a0] },
] as const

describe('threefry', () => {
  test.each(KNOWN)('matches the published answer for key $key', ({ counter, key, words }) => {
    const out = new Uint32Array(2)
    threefry(key[0], key[1], counter[0], counter[1], out, 0)
    expect([...out]).toEqual([...words])
  })
})

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('streams', () => {
  const stream = streamFor(7, 'data')

  test('the same seed and purpose give the same numbers, another seed or purpose others', () => {
    expect(normals(stream, 8)).toEqual(normals(streamFor(7, 'data'), 8))
    expect(normals(stream, 8)).not.toEqual(normals(streamFor(8, 'data'), 8))
    expect(normals(stream, 8)).not.toEqual(normals(streamFor(7, 'walk'), 8))
    expect(normals(fork(stream, 1), 8)).not.toEqual(normals(fork(stream, 2), 8))
  })

  test('a shorter draw is the beginning of a longer one', () => {
    expect([...normals(stream, 5)]).toEqual([...normals(stream, 12).subarray(0, 5)])
  })

  test('normals have the moments of N(0, 1)', () => {
    const values = normals(stream, 100_000)
    const centre = mean(values)
    const variance = mean(values.map((value) => (value - centre) ** 2))
    const kurtosis = mean(values.map((value) => (value - centre) ** 4)) / variance ** 2
    expect(Math.abs(centre)).toBeLessThan(0.01)
    expect(Math.abs(variance - 1)).toBeLessThan(0.015)
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.1)
  })

  test('uniforms stay inside the open interval and have its moments', () => {
    const values = uniforms(stream, 100_000, -1, 1)
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(1)
    expect(Math.abs(mean(values))).toBeLessThan(0.01)
    expect(Math.abs(mean(values.map((value) => value * value)) - 1 / 3)).toBeLessThan(0.005)
  })

  test('integers hit every bucket alike', () => {
    const counts = new Array<number>(10).fill(0)
    for (const value of integers(stream, 50_000, 10)) counts[value] = (counts[value] ?? 0) + 1
    const chiSquare = counts.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0)
    expect(chiSquare).toBeLessThan(27.9) // 99.9 % point, 9 degrees of freedom
  })

  test('a permutation holds every index once', () => {
    expect([...permutation(stream, 100)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    )
  })
})
