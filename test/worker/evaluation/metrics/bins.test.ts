import { describe, expect, test } from 'vitest'
import {
  binFigures,
  differentBins,
  effectiveModes,
  keptShare,
  missingMass,
} from '../../../../src/worker/evaluation/metrics/bin-figures.ts'
import { jensenShannon } from '../../../../src/worker/evaluation/metrics/grid-divergence.ts'
import { binRows, fitBins, NO_BIN } from '../../../../src/worker/evaluation/metrics/k-means.ts'
import type { Rows } from '../../../../src/worker/evaluation/metrics/rows.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { gaussianRows } from '../../../helpers/truth/known-rows.ts'

const stream = streamFor(5, 'evaluate')

/** Five tight heaps on a line, 10 apart, `each` rows in each of the first `heaps`. */
const heaps = (each: number, count = 5, seed = 1): Rows => {
  const noise = gaussianRows(seed, each * count, 2, 0, 0.1)
  return {
    ...noise,
    values: noise.values.map((value, i) => (i % 2 === 0 ? value + 10 * ((i >> 1) % count) : value)),
  }
}

describe('fitBins', () => {
  const bins = finish(fitBins(heaps(100), { bins: 5, stream }))

  test('finds well-parted heaps: one centre each, equal shares', () => {
    const along = [...bins.centres.values].filter((_, i) => i % 2 === 0).sort((a, b) => a - b)
    for (const [i, x] of along.entries()) expect(x).toBeCloseTo(10 * i, 1)
    expect([...bins.shares]).toEqual(Array.from({ length: 5 }, () => expect.closeTo(0.2, 12) as number))
    expect(bins.fittedOn).toBe(500)
  })

  test('the same stream gives the same bins, another one a different order', () => {
    expect(finish(fitBins(heaps(100), { bins: 5, stream })).centres.values).toEqual(bins.centres.values)
    const cloud = gaussianRows(4, 400, 2)
    const one = finish(fitBins(cloud, { bins: 16, stream }))
    const other = finish(fitBins(cloud, { bins: 16, stream: streamFor(6, 'evaluate') }))
    expect(one.centres.values).not.toEqual(other.centres.values)
  })

  test('ends in a fixed point of Lloyd: every centre is the mean of its rows', () => {
    const cloud = gaussianRows(7, 300, 3)
    const fitted = finish(fitBins(cloud, { bins: 7, stream, iterations: 200 }))
    const labels = binRows(cloud, fitted)
    for (let bin = 0; bin < 7; bin++) {
      const mine = [...labels].flatMap((label, i) => (label === bin ? [i] : []))
      expect(mine.length / 300).toBeCloseTo(fitted.shares[bin] ?? NaN, 12)
      for (let k = 0; k < 3; k++) {
        const mean = mine.reduce((total, i) => total + (cloud.values[3 * i + k] ?? NaN), 0) / mine.length
        expect(fitted.centres.values[3 * bin + k]).toBeCloseTo(mean, 4)
      }
    }
  })

  test('duplicates cannot stop it, and rows that are nowhere have no bin', () => {
    const same: Rows = { values: new Float32Array(40).fill(1), dimensions: 2 }
    expect(finish(fitBins(same, { bins: 3, stream })).shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect([...binRows({ values: new Float32Array([NaN, 1, 1, Infinity]), dimensions: 2 }, bins)]).toEqual([
      NO_BIN,
      NO_BIN,
    ])
  })
})

describe('binFigures', () => {
  const bins = finish(fitBins(heaps(100), { bins: 5, stream }))

  test('kept does not depend on how many bins a mode fell into', () => {
    expect(keptShare([0.5, 0.5, 0, 0], [0.25, 0.25, 0.25, 0.25])).toBeCloseTo(0.5, 12)
    expect(keptShare([0, 0, 1], [0.2, 0.3, 0.5])).toBeCloseTo(0.5, 12)
    expect(keptShare([0.4, 0.6, 0], [0.2, 0.3, 0.5])).toBeCloseTo(0.5, 12)
    expect(keptShare([0, 0], [0.5, 0.5])).toBe(0)
    expect(keptShare([0, 1], [1, 0])).toBe(0)
  })

  test('missing is the mass of bins that got under an eighth of their due', () => {
    expect(missingMass([0.9, 0.1, 0, 0], [0.25, 0.25, 0.4, 0.1])).toBeCloseTo(0.5, 12)
    expect(missingMass([0.97, 0.03], [0.75, 0.25])).toBeCloseTo(0.25, 12)
    expect(missingMass([0.96, 0.04], [0.75, 0.25])).toBe(0)
  })

  test.each([1, 2, 5])('%i heaps hit alike are as many effective modes', (count) => {
    expect(binFigures(heaps(60, count, 2), bins).effectiveModes).toBeCloseTo(count, 10)
  })

  test('collapse to one of five: every bin differs, and JS is as worked out by hand', () => {
    const figures = binFigures(heaps(200, 1, 2), bins)
    expect(figures.ndb).toBe(1)
    // p = (1,0,0,0,0), q = (.2,…): ½ ln(1/.6) + ½(.2 ln(.2/.6) + .8 ln 2)
    expect(figures.js).toBeCloseTo(
      0.5 * Math.log(1 / 0.6) + 0.5 * (0.2 * Math.log(1 / 3) + 0.8 * Math.LN2),
      10,
    )
  })

  test('about α of the bins differ between equal samples', () => {
    const cloud = finish(fitBins(gaussianRows(1, 8000, 2), { bins: 20, stream, iterations: 5 }))
    const fresh = finish(fitBins(gaussianRows(1, 8000, 2), { bins: 20, stream, iterations: 5 }))
    expect(fresh.shares).toEqual(cloud.shares)
    const shares = Array.from({ length: 30 }, (_, i) => binFigures(gaussianRows(100 + i, 400, 2), cloud).ndb)
    const mean = shares.reduce((a, b) => a + b) / shares.length
    expect(mean).toBeGreaterThan(0.02)
    expect(mean).toBeLessThan(0.09)
  })

  test('fakes that are nowhere are no mode, and every bin misses them', () => {
    const nowhere: Rows = { values: new Float32Array(400).fill(NaN), dimensions: 2 }
    expect(binFigures(nowhere, bins)).toMatchObject({ effectiveModes: 0, ndb: 1, samples: 200 })
  })

  test('the parts equal NumPy: z of −2.08, 0, −1.40, 2.66 makes two different bins', () => {
    const [p, q] = [
      [0.1, 0.2, 0.3, 0.4],
      [0.15, 0.2, 0.35, 0.3],
    ] as const
    expect(differentBins(p, 1000, q, 200)).toBe(2)
    // z = .1/√(.85·.15·2/100) = 1.98 in both bins
    expect(differentBins([0.9, 0.1], 100, [0.8, 0.2], 100)).toBe(2)
    expect(keptShare(p, q)).toBeCloseTo(0.97211505, 8)
    expect(jensenShannon(p, q)).toBeCloseTo(0.0070631047, 9)
    expect(effectiveModes([0.5, 0.25, 0.25])).toBeCloseTo(2 ** 1.5, 12)
  })
})
