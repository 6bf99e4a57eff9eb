import { describe, expect, test } from 'vitest'
import type { Mixture } from '../../../../src/worker/data/point-set.ts'
import { sampleMixture } from '../../../../src/worker/data/builtin/mixture.ts'
import { evaluatePictures, evaluatePoints } from '../../../../src/worker/evaluation/metrics/evaluate.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { gaussianRows } from '../../../helpers/truth/known-rows.ts'

const stream = streamFor(1, 'walk')
const cross: Mixture = { centres: new Float32Array([1, 0, -1, 0, 0, 1, 0, -1]), std: 0.05 }
const draw = (seed: number, count: number, mixture = cross) =>
  sampleMixture(mixture, streamFor(seed, 'data'), count)

describe('evaluatePoints', () => {
  test('a perfect forger has the figures of equal distributions', () => {
    const metrics = finish(evaluatePoints(draw(1, 2500), draw(2, 2500), cross, stream))
    expect(metrics).toMatchObject({ modes: 4, modesTotal: 4, samples: 2500 })
    expect(metrics.diversity).toBeCloseTo(1, 1)
    expect(Math.abs((metrics.coverage ?? NaN) - 0.969)).toBeLessThan(0.03)
    expect(Math.abs((metrics.density ?? NaN) - 1)).toBeLessThan(0.1)
    expect(metrics.swd).toBeLessThan(0.05)
    expect(metrics.kid).toBeUndefined()
  })

  test('half of the modes: half the recall and coverage, a quarter-turn of mass to move', () => {
    const half: Mixture = { ...cross, centres: cross.centres.subarray(0, 4) }
    const metrics = finish(evaluatePoints(draw(1, 2000), draw(2, 2000, half), cross, stream))
    expect(metrics).toMatchObject({ modes: 2 })
    expect(metrics.coverage).toBeCloseTo(0.5, 1)
    expect(metrics.precision).toBeGreaterThan(0.9)
    expect(metrics.swd).toBeGreaterThan(0.2)
  })

  test('without known modes, and with a handful of samples, what applies is there', () => {
    const metrics = finish(evaluatePoints(draw(1, 4), draw(2, 4), null, stream))
    expect(Object.keys(metrics).sort()).toEqual(['diversity', 'samples', 'swd'])
  })
})

describe('evaluatePictures', () => {
  const noise = (seed: number, deviation: number) => ({
    pixels: gaussianRows(seed, 60, 16 * 16, 0, deviation).values,
    size: 16,
    channels: 1,
  })
  test('equal noise is near, other noise is far, on every figure', () => {
    const same = finish(evaluatePictures(noise(1, 0.5), noise(2, 0.5), stream))
    const other = finish(evaluatePictures(noise(1, 0.5), noise(2, 0.9), stream))
    expect(same.samples).toBe(60)
    expect(same.diversity).toBeCloseTo(1, 1)
    expect(other.diversity).toBeCloseTo(1.8, 1)
    expect(same.coverage).toBeGreaterThan(0.8)
    expect(other.coverage).toBeLessThan(0.2)
    expect(other.swd).toBeGreaterThan(2 * (same.swd ?? NaN))
    expect(other.kid).toBeGreaterThan(2 * Math.abs(same.kid ?? NaN))
  })
})

describe('reals that are all one', () => {
  test('of points: no figure is a quotient of nothing', () => {
    const alike = new Float32Array(200).fill(0.25)
    const fakes = Float32Array.from({ length: 200 }, (_, i) => Math.sin(i))
    expect(finish(evaluatePoints(alike, fakes, null, streamFor(1, 'evaluate')))).toEqual({ samples: 100 })
  })

  test('of pictures: likewise', () => {
    const batch = (at: (i: number) => number) => ({
      pixels: Float32Array.from({ length: 40 * 64 }, (_, i) => at(i)),
      size: 8,
      channels: 1,
    })
    const white = batch(() => 1)
    const fakes = batch((i) => Math.sin(i))
    expect(finish(evaluatePictures(white, fakes, streamFor(1, 'evaluate')))).toEqual({ samples: 40 })
  })
})
