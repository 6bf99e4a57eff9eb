import { describe, expect, test } from 'vitest'
import { Series } from '../../../../src/common/numbers/series.ts'
import { MetricsHistory } from '../../../../src/page/ui/charts/model/metrics-history.ts'
import { linePath } from '../../../../src/page/ui/charts/plot/line-path.ts'
import { seriesHistory } from '../../../../src/page/ui/charts/model/history.ts'
import { halfLifeFor, smoothAt } from '../../../../src/page/ui/charts/model/smooth.ts'
import { curveWords, trendOf } from '../../../../src/page/ui/charts/model/trend.ts'
import { rowsOf } from '../../../helpers/page/scripted-client.ts'

const steps = (count: number) => Float32Array.from({ length: count }, (_, i) => i)

describe('moving average', () => {
  test('of a constant is the constant, from the first row on', () => {
    const out = smoothAt(steps(50), new Float32Array(50).fill(0.7), steps(50), 10)
    for (const value of out) expect(value).toBeCloseTo(0.7, 6)
  })

  test('after one half-life, a step is half way', () => {
    const rows = 4000
    const values = Float32Array.from({ length: rows }, (_, i) => (i < 2000 ? 0 : 1))
    const [before, after] = smoothAt(steps(rows), values, Float32Array.of(1999, 2099), 100)
    expect(before).toBe(0)
    expect(after).toBeCloseTo(0.5, 4)
  })

  test('leaves out what is not finite', () => {
    const out = smoothAt(steps(4), Float32Array.of(NaN, 2, Infinity, 2), steps(4), 5)
    expect(out[0]).toBeNaN()
    expect(Array.from(out.subarray(1))).toEqual([2, 2, 2])
  })

  test('at thinned steps it is the same as at every step', () => {
    const values = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i))
    const all = smoothAt(steps(300), values, steps(300), 20)
    const some = smoothAt(steps(300), values, Float32Array.of(7, 120, 299), 20)
    expect(Array.from(some)).toEqual([all[7], all[120], all[299]])
  })

  test('half-lives are round and change seldom', () => {
    expect([10, 900, 1100, 4000, 100_000].map(halfLifeFor)).toEqual([5, 5, 10, 20, 1000])
  })
})

describe('trend', () => {
  const ramp = (slope: number) => Float32Array.from({ length: 80 }, (_, i) => slope * i)
  test('of a ramp, its mirror, and noise about a level', () => {
    expect(trendOf(ramp(1))).toBe('rising')
    expect(trendOf(ramp(-1))).toBe('falling')
    expect(trendOf(Float32Array.from({ length: 800 }, (_, i) => Math.sin(i * 2.3)))).toBe('steady')
    expect(trendOf(new Float32Array())).toBe('steady')
  })

  test('in words: now, between what, whither', () => {
    expect(curveWords('Generator', Float32Array.of(0.5, 2, 1), 1, false)).toBe(
      'Generator: 1.000 now, between 0.500 and 2.000, steady.',
    )
    expect(curveWords('Modes', Float32Array.of(0.25, 1), 1, true)).toContain('100.0 % now')
    expect(curveWords('G', Float32Array.of(NaN), NaN, false)).toBe('G: no value yet.')
    expect(curveWords('G', Float32Array.of(1, NaN), NaN, false)).toContain('not a number now')
  })
})

test('a line breaks where a point has no place', () => {
  const at = (x: number, y: number | null) => ({ x, y })
  expect(linePath([at(0, 1), at(1.26, 2.04), at(2, null), at(3, 4), at(4, NaN), at(5, 6)])).toBe(
    'M0 1L1.3 2M3 4M5 6',
  )
})

describe('a run’s rows', () => {
  const series = new Series()
  series.append(rowsOf([0, 1, 2, 5, 9].map((step) => ({ step, lossG: step * 10 }))))
  const history = seriesHistory(series)

  test.each([
    [0, 0],
    [3, 2],
    [4, 5],
    [6.9, 5],
    [100, 9],
    [-4, 0],
  ])('near step %d stands step %d', (asked, step) => {
    expect(history.nearest(asked, ['lossG'])).toEqual({ step, values: [step * 10] })
  })

  test('an empty run has none', () => {
    expect(seriesHistory(new Series()).nearest(3, ['lossG'])).toBeNull()
  })

  test('rows in a window', () => {
    expect(history.rows({ from: 1, to: 5 })).toBe(3)
  })
})

describe('measured figures', () => {
  const metrics = (modes: number) => ({ samples: 100, modes, modesTotal: 8, highQuality: 0.5 })
  const at = (last: number) => new MetricsHistory({ lastStep: last })
  const all = (history: MetricsHistory) => history.pick(['modes'], { from: 0, to: 1e9 }, 1000)

  test('are shares in the order measured', () => {
    const history = at(30)
    history.add(10, metrics(2))
    history.add(20, metrics(8))
    expect(Array.from(all(history).steps)).toEqual([10, 20])
    expect(Array.from(all(history).values['modes'] ?? [])).toEqual([0.25, 1])
    expect([history.lastStep, history.runStep]).toEqual([20, 30])
  })

  test('going back forgets what came after; the same figures are noted once', () => {
    const history = at(0)
    const same = metrics(3)
    history.add(10, metrics(2))
    history.add(20, same)
    history.add(25, same)
    expect(history.lastStep).toBe(20)
    history.add(15, metrics(4))
    expect(Array.from(all(history).steps)).toEqual([10, 15])
    history.forgetFrom(0)
    expect(history.lastStep).toBe(-1)
  })

  test('without known modes there is nothing to note', () => {
    const history = at(0)
    history.add(10, { samples: 5, diversity: 1 })
    expect(history.lastStep).toBe(-1)
  })

  test('many become fewer, still from the first to nearly the last', () => {
    const history = at(0)
    for (let step = 1; step <= 20_000; step++) history.add(step, metrics(step % 9))
    const kept = all(history).steps
    expect(kept.length).toBeLessThanOrEqual(512)
    expect(kept.length).toBeGreaterThan(200)
    expect(kept[0]).toBeLessThan(200)
    expect(kept.at(-1)).toBeGreaterThan(19_800)
    expect(Array.from(kept)).toEqual(Array.from(kept).sort((a, b) => a - b))
  })
})
