import { describe as group, expect, test } from 'vitest'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import { describe, normalise } from '../../../src/worker/data/collect/normalise.ts'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'
import { tableSummary } from '../../helpers/data/sets.ts'

group('normalise', () => {
  test('keeps the shape: one factor for both axes, and undoing it gives the points back', () => {
    const raw = normals(streamFor(1, 'data'), 4000).map((value, i) =>
      i % 2 ? 500 + 20 * value : -30 + 60 * value,
    )
    const points = raw.slice()
    const { centre, scale } = normalise(points)
    expect(scale[0]).toBe(scale[1])
    expect((points[10] ?? 0) * scale[0] + centre[0]).toBeCloseTo(raw[10] ?? 0, 2)
    expect((points[11] ?? 0) * scale[1] + centre[1]).toBeCloseTo(raw[11] ?? 0, 2)
    // 1 % and 99 % points of N(−30, 60²) are −30 ± 2.326 · 60.
    expect(centre[0]).toBeGreaterThan(-45)
    expect(centre[0]).toBeLessThan(-15)
    expect(scale[0] / (2.326 * 60)).toBeGreaterThan(0.9)
    expect(scale[0] / (2.326 * 60)).toBeLessThan(1.1)
  })

  test('axes in different units are scaled one by one', () => {
    const points = Float32Array.from([0, 0, 10, 20_000, 20, 40_000])
    const { centre, scale } = normalise(points)
    expect([...points]).toEqual([-1, -1, 0, 0, 1, 1])
    expect([...centre, ...scale]).toEqual([10, 20_000, 10, 20_000])
    expect(describe('pay.csv', 3, { centre, scale })).toBe(
      'pay.csv, 3 points, centre (10, 20000), scale (10, 20000), axes apart',
    )
  })

  test('one far outlier does not squash the rest', () => {
    const points = new Float32Array(2000).map((_, i) => (i % 2 ? 0 : (i / 2000) * 2 - 1))
    points[0] = 1e6
    normalise(points)
    expect(points[1500]).toBeGreaterThan(0.4)
  })

  test('points that are all the same survive', () => {
    const points = Float32Array.from([3, 4, 3, 4])
    normalise(points)
    expect([...points]).toEqual([0, 0, 0, 0])
  })
})

test('a fixed list is sampled with replacement, each point alike', () => {
  const set = fixedPoints(Float32Array.from([0, 0.5, -1, 1, 1, -1]), tableSummary({ count: 3 }))
  const counts = new Map<string, number>()
  const drawn = set.draw(streamFor(5, 'data'), 30_000)
  for (let i = 0; i < drawn.length; i += 2) {
    const key = `${drawn[i]},${drawn[i + 1]}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual(['-1,1', '0,0.5', '1,-1'])
  for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(410) // 5 σ
})
