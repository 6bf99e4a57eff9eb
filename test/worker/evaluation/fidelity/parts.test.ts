/** The parts of the probe against truths of their own: moments of a bell, slopes at a minimum, pixels. */
import { describe, expect, test } from 'vitest'
import { fork, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { blurred, smoothNoise } from '../../../../src/worker/evaluation/fidelity/blur.ts'
import { ridge, scores } from '../../../../src/worker/evaluation/fidelity/ridge.ts'
import { shrunk } from '../../../../src/worker/evaluation/fidelity/shrink.ts'
import { SHORTFALLS, SPOILINGS } from '../../../../src/worker/evaluation/fidelity/spoil.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'

const stream = streamFor(5, 'data')

describe('a blur', () => {
  test('spreads a dot to a bell of its deviation, and keeps its mass', () => {
    const size = 25
    const dot = new Float32Array(size * size)
    dot[12 * size + 12] = 1
    const bell = blurred(dot, { size, channels: 1 }, 2)
    const moment = (power: number) =>
      bell.reduce((sum, value, at) => sum + value * (Math.floor(at / size) - 12) ** power, 0)
    expect(moment(0)).toBeCloseTo(1, 5)
    expect(moment(1)).toBeCloseTo(0, 5)
    // 4 but for the tails cut off at 2.5 deviations.
    expect(moment(2)).toBeGreaterThan(3.4)
    expect(moment(2)).toBeLessThan(4.01)
  })

  test('leaves a plain picture as it is, border and colours', () => {
    const plain = Float32Array.from({ length: 7 * 7 * 3 }, (_, at) => [0.5, -0.25, 1][at % 3] ?? 0)
    blurred(plain, { size: 7, channels: 3 }, 1.5).forEach((value, at) => {
      expect(value).toBeCloseTo(plain[at] ?? NaN, 5)
    })
  })

  test('makes smooth noise of deviation 1', () => {
    const noise = smoothNoise(32, 2, stream)
    const neighbour = noise.reduce((sum, value, at) => sum + value * (noise[at + 1] ?? 0), 0) / noise.length
    expect(noise.reduce((sum, value) => sum + value * value, 0) / noise.length).toBeCloseTo(1, 4)
    expect(neighbour).toBeGreaterThan(0.8)
  })
})

describe('ridge regression', () => {
  const [n, d, lambda] = [40, 5, 0.3]
  const rows = { values: normals(fork(stream, 1), n * d), dimensions: d }
  const targets = Float64Array.from(normals(fork(stream, 2), n))
  const shares = Float64Array.from({ length: n }, (_, i) => (1 + (i % 3)) / n)
  const weights = finish(ridge({ rows, targets, shares }, lambda))
  const loss = (at: Float64Array) => {
    const fit = scores(rows, at).reduce(
      (sum, score, i) => sum + (shares[i] ?? 0) * (score - (targets[i] ?? 0)) ** 2,
      0,
    )
    return fit + lambda * at.subarray(0, d).reduce((sum, weight) => sum + weight * weight, 0)
  }

  test('ends where its loss has no slope, the constant unpriced', () => {
    for (let k = 0; k <= d; k++) {
      const moved = (by: number) => loss(weights.map((weight, i) => (i === k ? weight + by : weight)))
      expect((moved(1e-4) - moved(-1e-4)) / 2e-4).toBeCloseTo(0, 6)
    }
  })

  test('finds a plane where large weights cost next to nothing', () => {
    const plane = scores(rows, Float64Array.of(1, -2, 0, 0.5, 3, 7))
    const found = finish(ridge({ rows, targets: plane, shares }, 1e-7))
    Array.from(found).forEach((weight, i) => {
      expect(weight).toBeCloseTo([1, -2, 0, 0.5, 3, 7][i] ?? NaN, 5)
    })
  })
})

describe('spoilt pictures', () => {
  const size = 16
  const pixels = normals(fork(stream, 3), 6 * size * size * 3).map((value) =>
    Math.min(1, Math.max(-1, value)),
  )
  const images = { pixels, size, channels: 3 }

  test.each(SHORTFALLS)('are other pictures, within [−1, 1], and the same each time: %s', (way) => {
    for (const spoil of SPOILINGS[way]) {
      const spoilt = spoil(images, 2, fork(stream, 4))
      expect(spoilt).toHaveLength(size * size * 3)
      expect(spoilt.every((value) => Math.abs(value) <= 1.000001)).toBe(true)
      expect(spoilt).not.toEqual(pixels.slice(2 * spoilt.length, 3 * spoilt.length))
      expect(spoil(images, 2, fork(stream, 4))).toEqual(spoilt)
    }
  })
})

test('larger pictures are judged as means of boxes at 32 px, smaller ones as they are', () => {
  const large = { pixels: Float32Array.from({ length: 64 * 64 }, (_, at) => at % 2), size: 64, channels: 1 }
  expect(shrunk(large).pixels).toEqual(new Float32Array(32 * 32).fill(0.5))
  const small = { pixels: new Float32Array(64), size: 8, channels: 1 }
  expect(shrunk(small)).toBe(small)
})
