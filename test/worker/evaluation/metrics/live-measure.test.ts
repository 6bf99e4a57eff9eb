import { describe, expect, test } from 'vitest'
import {
  copyRatio,
  fitReference,
  measureLive,
  LIVE_SAMPLES,
  stepFigures,
} from '../../../../src/worker/evaluation/metrics/live-measure.ts'
import type { Rows } from '../../../../src/worker/evaluation/metrics/rows.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { fork, integers, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { gaussianRows } from '../../../helpers/truth/known-rows.ts'

const stream = streamFor(1, 'evaluate')

/** Eight tight modes on the unit circle; draws from the first `hit` of them. */
const ring = (seed: number, count: number, hit = 8): Rows => {
  const which = integers(streamFor(seed, 'data'), count, hit)
  const values = normals(streamFor(seed, 'walk'), 2 * count, 0, 0.03)
  for (const [i, mode] of which.entries()) {
    const angle = (2 * Math.PI * mode) / 8
    values[2 * i] = (values[2 * i] ?? 0) + Math.cos(angle)
    values[2 * i + 1] = (values[2 * i + 1] ?? 0) + Math.sin(angle)
  }
  return { values, dimensions: 2 }
}

describe('lookAt', () => {
  const reference = finish(fitReference(ring(1, 4096), stream))

  test('fresh reals look like reals', () => {
    const look = measureLive(reference, ring(2, LIVE_SAMPLES))
    expect(Math.abs(look.diversity - 1)).toBeLessThan(0.06)
    expect(Math.abs(look.effectiveModes / look.realEffectiveModes - 1)).toBeLessThan(0.08)
    expect(look.coverage).toBeGreaterThan(0.9)
    expect(look.precision).toBeGreaterThan(0.9)
    expect(look.ndb).toBeLessThan(0.2)
    expect(look.missing).toBeLessThan(0.03)
    expect(look.shares.reduce((a, b) => a + b)).toBeCloseTo(1, 10)
  })

  test.each([1, 2, 4])('%i of 8 modes show as that share of the reals and of coverage', (hit) => {
    const look = measureLive(reference, ring(2, LIVE_SAMPLES, hit))
    expect(Math.abs(look.kept - hit / 8)).toBeLessThan(0.06)
    expect(look.effectiveModes / look.realEffectiveModes).toBeLessThan(hit / 8 + 0.2)
    expect(Math.abs(look.missing - (1 - hit / 8))).toBeLessThan(0.03)
    expect(Math.abs(look.coverage - hit / 8)).toBeLessThan(0.1)
    expect(look.precision).toBeGreaterThan(0.9)
    expect(look.ndb).toBeGreaterThan(0.4)
  })

  test('fakes that are nowhere show nothing', () => {
    const nowhere = { values: new Float32Array(2 * LIVE_SAMPLES).fill(NaN), dimensions: 2 }
    expect(measureLive(reference, nowhere)).toMatchObject({
      diversity: 0,
      effectiveModes: 0,
      coverage: 0,
      precision: 0,
    })
  })

  test.each([24, 30, 50])('of %i reals, covering and collapsed fakes are told apart', (count) => {
    const few = finish(fitReference(ring(1, count), stream))
    const covering = measureLive(few, ring(2, LIVE_SAMPLES))
    expect(covering.kept).toBeGreaterThan(0.6)
    expect(covering.missing).toBeLessThan(0.2)
    const collapsed = measureLive(few, ring(2, LIVE_SAMPLES, 2))
    expect(collapsed.missing).toBeGreaterThan(0.35)
    expect(collapsed.kept).toBeLessThan(0.56)
  })

  test('a handful of reals is enough to judge by', () => {
    const few = finish(fitReference(gaussianRows(1, 64, 16), stream))
    expect(measureLive(few, gaussianRows(2, LIVE_SAMPLES, 16)).coverage).toBeGreaterThan(0.5)
  })
})

describe('copyRatio', () => {
  const training = gaussianRows(1, 400, 8)
  // as drawn with replacement: a third of the rows stand there twice
  const doubled = {
    values: new Float32Array([...training.values, ...training.values.subarray(0, 1000)]),
    dimensions: 8,
  }
  const reference = finish(fitReference(doubled, stream))
  const ratio = (fakes: Rows) => finish(copyRatio(reference, fakes))

  test('is about 1 for fakes as new as any real, 0 for copies, small for near copies', () => {
    expect(Math.abs(ratio(gaussianRows(2, 64, 8)) - 1)).toBeLessThan(0.12)
    expect(ratio(training)).toBe(0)
    const near = gaussianRows(3, 400, 8, 0, 0.05)
    expect(
      ratio({ ...training, values: training.values.map((v, i) => v + (near.values[i] ?? 0)) }),
    ).toBeLessThan(0.15)
  })
  test('is no alarm where all reals are one', () => {
    const one = { values: new Float32Array(800).fill(0.5), dimensions: 8 }
    expect(finish(copyRatio(finish(fitReference(one, stream)), one))).toBe(1)
  })
})

describe('stepFigures', () => {
  const row = (step: number, lossD: number, realScore: number) => [step, lossD, 1, realScore, 0.4, 2, 3, 0]
  test('means over the rows, at the last step', () => {
    const rows = new Float32Array([...row(7, 1, 0.5), ...row(8, 3, 0.75)])
    expect(rows).toHaveLength(2 * SERIES_WIDTH)
    expect(stepFigures(rows)).toMatchObject({
      step: 8,
      lossD: 2,
      realScore: 0.625,
      gradNormD: 2,
      gradNormG: 3,
      finite: true,
    })
  })
  test('one bad number anywhere is not finite; no rows are no figures', () => {
    expect(stepFigures(new Float32Array([...row(7, NaN, 0.5), ...row(8, 3, 0.75)]))?.finite).toBe(false)
    expect(stepFigures(new Float32Array(0))).toBeNull()
  })
})

test('the reference is the same for the same stream', () => {
  const one = finish(fitReference(ring(1, 1000), fork(stream, 1)))
  expect(finish(fitReference(ring(1, 1000), fork(stream, 1))).bins.centres.values).toEqual(
    one.bins.centres.values,
  )
})
