import { describe, expect, test } from 'vitest'
import type { Mixture } from '../../../../src/worker/data/point-set.ts'
import { mixtureMetrics } from '../../../../src/worker/evaluation/metrics/mixture.ts'
import { integers, normals, streamFor } from '../../../../src/common/numbers/random.ts'

const ring = (modes: number, std: number): Mixture => {
  const centres = new Float32Array(2 * modes)
  for (let k = 0; k < modes; k++) {
    centres[2 * k] = Math.cos((2 * Math.PI * k) / modes)
    centres[2 * k + 1] = Math.sin((2 * Math.PI * k) / modes)
  }
  return { centres, std }
}

/** Draws from the mixture, by the definition and not by the code under test. */
const draw = ({ centres, std }: Mixture, count: number, seed = 1): Float32Array => {
  const which = integers(streamFor(seed, 'data'), count, centres.length / 2)
  const noise = normals(streamFor(seed, 'evaluate'), 2 * count, 0, std)
  return noise.map((value, i) => value + (centres[2 * (which[i >> 1] ?? 0) + (i & 1)] ?? 0))
}

/** `count` samples on the centres of the first `hit` modes, in turn. */
const onCentres = ({ centres }: Mixture, hit: number, count: number): Float32Array =>
  Float32Array.from({ length: 2 * count }, (_, i) => centres[2 * ((i >> 1) % hit) + (i & 1)] ?? 0)

describe('mixtureMetrics', () => {
  const mixture = ring(8, 0.01)

  test('a perfect sampler scores 1 − e^(−4.5), within sampling error', () => {
    const n = 40_000
    const figures = mixtureMetrics(draw(mixture, n), mixture)
    const expected = 1 - Math.exp(-4.5)
    const error = Math.sqrt((expected * (1 - expected)) / n)
    expect(Math.abs(figures.highQuality - expected)).toBeLessThan(4 * error)
    expect(figures).toMatchObject({ modes: 8, modesTotal: 8, samples: n })
    // E[KL] ≈ (K−1)/(2N), and its χ² spread: the 99.9 % point of 7 degrees of freedom is 24.3.
    expect(figures.reverseKL).toBeGreaterThan(0)
    expect(figures.reverseKL).toBeLessThan(24.3 / (2 * n))
    // TV: what is off, and a little noise per mode.
    expect(Math.abs(figures.modeTV - Math.exp(-4.5))).toBeLessThan(0.008)
  })

  test.each([1, 2, 4, 8])('%i of 8 modes hit alike give ln(8/m) and 1 − m/8 exactly', (hit) => {
    const figures = mixtureMetrics(onCentres(mixture, hit, 800), mixture)
    expect(figures.modes).toBe(hit)
    expect(figures.highQuality).toBe(1)
    expect(figures.reverseKL).toBeCloseTo(Math.log(8 / hit), 12)
    expect(figures.modeTV).toBeCloseTo(1 - hit / 8, 12)
  })

  test('24 of 25 modes of a grid give .041 nats', () => {
    const grid: Mixture = {
      centres: Float32Array.from(
        { length: 50 },
        (_, i) => ((i >> 1) % 5) * 2 * (1 - (i & 1)) + Math.floor(i / 10) * 2 * (i & 1),
      ),
      std: 0.05,
    }
    expect(mixtureMetrics(onCentres(grid, 24, 2400), grid).reverseKL).toBeCloseTo(0.0408, 4)
  })

  test('samples between the modes are all off, yet have a nearest mode', () => {
    const off = new Float32Array(2000).map((_, i) => (i & 1 ? 0 : 0.5))
    const figures = mixtureMetrics(off, mixture)
    expect(figures).toMatchObject({ modes: 0, highQuality: 0, samples: 1000 })
    expect(figures.modeTV).toBeCloseTo(1, 12)
    expect(figures.reverseKL).toBeCloseTo(Math.log(8), 12)
  })

  test('the limit is 3σ around the nearest mode', () => {
    const one: Mixture = { centres: new Float32Array([0, 0]), std: 1 }
    expect(mixtureMetrics(new Float32Array([2.99, 0, 0, -2.99, 3.01, 0, 2.2, 2.2]), one).highQuality).toBe(
      0.5,
    )
  })

  test('samples that are not finite count as off and are never dropped', () => {
    const samples = onCentres(mixture, 8, 80)
    for (let i = 0; i < 40; i++) samples[2 * i] = i % 2 === 0 ? NaN : Infinity
    const figures = mixtureMetrics(samples, mixture)
    expect(figures).toMatchObject({ samples: 80, highQuality: 0.5, modes: 8, reverseKL: Infinity })
    expect(figures.modeTV).toBeCloseTo(0.5, 12)
    const none = mixtureMetrics(new Float32Array(20).fill(NaN), mixture)
    expect(none).toMatchObject({ samples: 10, highQuality: 0, modes: 0, modeTV: 1, reverseKL: Infinity })
  })

  test('refuses to score nothing', () => {
    expect(() => mixtureMetrics(new Float32Array(0), mixture)).toThrow(/samples/)
    expect(() => mixtureMetrics(new Float32Array(3), mixture)).toThrow(/pairs/)
  })
})
