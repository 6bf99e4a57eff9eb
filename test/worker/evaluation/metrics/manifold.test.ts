import { describe, expect, test } from 'vitest'
import { insideBalls, manifoldFigures } from '../../../../src/worker/evaluation/metrics/manifold.ts'
import {
  heldOutGap,
  median,
  nearestTrainingRatio,
  signOfTraining,
} from '../../../../src/worker/evaluation/metrics/memorisation.ts'
import { nearestItems, neighbourRadii } from '../../../../src/worker/evaluation/metrics/neighbours.ts'
import { firstRows, type Rows } from '../../../../src/worker/evaluation/metrics/rows.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { gaussianRows, KNOWN_FAKE, KNOWN_REAL, minstdRows } from '../../../helpers/truth/known-rows.ts'

const line = (...values: number[]): Rows => ({ values: new Float32Array(values), dimensions: 1 })

describe('manifoldFigures', () => {
  test.each([
    { k: 3, precision: 0.66, recall: 29 / 30, density: 0.56, coverage: 19 / 30 },
    { k: 5, precision: 0.78, recall: 29 / 30, density: 0.504, coverage: 0.8 },
  ])('equals NumPy’s brute force on known rows, k = $k', ({ k, ...expected }) => {
    const figures = finish(manifoldFigures(KNOWN_REAL, KNOWN_FAKE, k))
    for (const [name, value] of Object.entries(expected)) {
      expect(figures[name as keyof typeof figures], name).toBeCloseTo(value, 10)
    }
  })

  test('two equal Gaussians: density 1 and the exact coverage of ranks, in any dimension', () => {
    // Of the N−1 other reals and M fakes around a real, the k nearest are all reals with chance Π (N−i)/(N+M−i).
    const [n, k, runs] = [300, 5, 6]
    let missed = 1
    for (let i = 1; i <= k; i++) missed *= (n - i) / (2 * n - i)
    for (const dimensions of [2, 32]) {
      const figures = Array.from({ length: runs }, (_, run) =>
        finish(
          manifoldFigures(gaussianRows(2 * run, n, dimensions), gaussianRows(2 * run + 1, n, dimensions), k),
        ),
      )
      const mean = (name: 'coverage' | 'density') =>
        figures.reduce((total, figure) => total + figure[name], 0) / runs
      expect(Math.abs(mean('coverage') - (1 - missed))).toBeLessThan(0.015)
      expect(Math.abs(mean('density') - 1)).toBeLessThan(dimensions === 2 ? 0.05 : 0.2)
    }
  })

  test('inside means strictly nearer: a fake on the very border is out', () => {
    // k = 1: ball of 0 reaches to 1, of 1 to 0, of 5 to 1. The fake at −1 is 1 from 0, not nearer than 1.
    expect(finish(manifoldFigures(line(0, 1, 5), line(-1, -9, -20), 1))).toMatchObject({
      precision: 0,
      coverage: 0,
    })
  })

  test('duplicated reals have balls of radius 0, which hold nothing', () => {
    const figures = finish(manifoldFigures(line(2, 2, 2), line(2, 2, 2), 1))
    expect(figures).toEqual({ precision: 0, recall: 0, density: 0, coverage: 0 })
  })

  test('a collapsed forger is precise and recalls nothing', () => {
    const real = gaussianRows(1, 200, 2)
    const fake = gaussianRows(2, 200, 2, 0, 0.01)
    const figures = finish(manifoldFigures(real, fake))
    expect(figures.precision).toBe(1)
    expect(figures.recall).toBeLessThan(0.05)
    expect(figures.coverage).toBeLessThan(0.1)
    expect(figures.density).toBeGreaterThan(1)
  })

  test('fakes that are nowhere are in no ball and have none', () => {
    const fake: Rows = { values: KNOWN_FAKE.values.map((value, i) => (i < 75 ? NaN : value)), dimensions: 3 }
    const whole = finish(manifoldFigures(KNOWN_REAL, { ...fake, values: fake.values.subarray(75) }))
    const half = finish(manifoldFigures(KNOWN_REAL, fake))
    expect(half.precision).toBeCloseTo(whole.precision / 2, 10)
    expect(half.recall).toBeCloseTo(whole.recall, 10)
    expect(finish(manifoldFigures(KNOWN_REAL, { ...fake, values: fake.values.map(() => NaN) })).recall).toBe(
      0,
    )
  })

  test('precision and coverage alone, against fitted radii, are the same figures', () => {
    const radii = finish(neighbourRadii(KNOWN_REAL, 5))
    const { precision, coverage } = insideBalls(KNOWN_REAL, radii, KNOWN_FAKE)
    expect(precision).toBeCloseTo(0.78, 10)
    expect(coverage).toBeCloseTo(0.8, 10)
  })
})

describe('nearest items and memorising', () => {
  test('nearestItems equals NumPy', () => {
    const { indices, distances } = finish(nearestItems(KNOWN_FAKE, KNOWN_REAL))
    expect([...indices.subarray(0, 6)]).toEqual([40, 40, 0, 42, 17, 40])
    expect(distances[0]).toBeCloseTo(0.69613327, 6)
    expect(median(distances)).toBeCloseTo(0.2673099756, 6)
  })

  test('nearestTrainingRatio equals NumPy; copies give 0, unseen reals about 1', () => {
    expect(finish(nearestTrainingRatio(KNOWN_FAKE, KNOWN_REAL, minstdRows(5, 21, 3)))).toBeCloseTo(
      1.79191049,
      5,
    )
    const training = gaussianRows(1, 400, 2)
    const held = gaussianRows(2, 200, 2)
    expect(finish(nearestTrainingRatio(firstRows(training, 100), training, held))).toBe(0)
    expect(finish(nearestTrainingRatio(gaussianRows(3, 200, 2), training, held))).toBeCloseTo(1, 0)
  })

  test('the held-out gap is 0 when D cannot tell, 1 when held-out reals look like fakes to it', () => {
    expect(heldOutGap([2, 4], [3, 3], [-1, -1])).toBe(0)
    expect(heldOutGap([2, 4], [-1, -1], [-1, -1])).toBe(1)
    expect(heldOutGap([3], [2], [-1])).toBe(0.25)
    expect(heldOutGap([0], [5], [1])).toBeNull()
    // Means .1 apart, each known to ±.7 only.
    expect(heldOutGap([-1, 1, -1, 1.4], [5, 5], [-1, 1, -1, 1])).toBeNull()
    expect(signOfTraining([3, -1, 2, 0])).toBe(0.25)
  })
})
