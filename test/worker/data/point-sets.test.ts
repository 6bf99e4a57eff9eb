import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { GanvasError } from '../../../src/common/failure.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { axis, chiSquare, chiSquareLimit, mean, share } from '../../helpers/data/statistics.ts'

const stream = streamFor(3, 'data')
const N = 40_000

const make = (id: 'ring' | 'grid' | 'lines' | 'spiral' | 'moons' | 'drawn', change = {}) =>
  pointSetFor({ ...defaultsFor(id), ...change }, null)

describe.each(['ring', 'grid', 'lines', 'spiral', 'moons', 'drawn'] as const)('%s', (id) => {
  const set = make(id)

  test('is a pure function of the stream, and a short draw begins a long one', () => {
    expect(set.draw(stream, 100)).toEqual(set.draw(stream, 100))
    expect([...set.draw(stream, 7)]).toEqual([...set.draw(stream, 100).subarray(0, 14)])
    expect(set.draw(streamFor(4, 'data'), 100)).not.toEqual(set.draw(stream, 100))
  })

  test('stays on the stage, fills a good part of it, and has its mean in the middle', () => {
    const points = set.draw(stream, N)
    expect(share(points, (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= set.item.extent)).toBeGreaterThan(
      0.999,
    )
    const farthest = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(farthest).toBeGreaterThan(0.5 * set.item.extent)
    // The spiral's own mean is not the origin: see below.
    if (id !== 'spiral') expect(Math.abs(mean(axis(points, 0)))).toBeLessThan(0.02)
  })

  test('says what it is', () => {
    expect(set.summary).toMatchObject({ id, item: { kind: 'point' }, count: 0, channels: 2, skipped: [] })
    expect(set.summary.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('mixtures', () => {
  test('8 modes stand at angles 2πk/8 on the ring', () => {
    const { mixture } = make('ring', { modes: 8, radius: 2, std: 0.1 })
    const d = Math.SQRT2
    const expected = [2, 0, d, d, 0, 2, -d, d, -2, 0, -d, -d, 0, -2, d, -d]
    expected.forEach((value, i) => expect(mixture?.centres[i]).toBeCloseTo(value, 6))
    expect(mixture?.std).toBe(0.1)
  })

  test('a 3 × 3 grid holds every pair of −2, 0, 2 once', () => {
    const { mixture } = make('grid', { side: 3, gap: 2 })
    const pairs = Array.from({ length: 9 }, (_, k) =>
      [...(mixture?.centres ?? []).slice(2 * k, 2 * k + 2)].join(),
    )
    const wanted = [-2, 0, 2].flatMap((x) => [-2, 0, 2].map((y) => `${x},${y}`))
    expect(pairs.sort()).toEqual(wanted.sort())
  })

  test.each([
    ['ring', { modes: 8, std: 0.02 }, 8],
    ['grid', { side: 5, gap: 2, std: 0.05 }, 25],
  ] as const)('%s: equal shares, and 98.89 per cent lie within three deviations', (id, change, modes) => {
    const set = make(id, change)
    const points = set.draw(stream, N)
    const { centres = new Float32Array(), std = 1 } = set.mixture ?? {}
    const counts = new Array<number>(modes).fill(0)
    let squared = 0
    const near = share(points, (x, y) => {
      const squares = counts.map(
        (_, k) => (x - (centres[2 * k] ?? 0)) ** 2 + (y - (centres[2 * k + 1] ?? 0)) ** 2,
      )
      const nearest = Math.min(...squares)
      const mode = squares.indexOf(nearest)
      counts[mode] = (counts[mode] ?? 0) + 1
      squared += nearest / N
      return nearest <= (3 * std) ** 2
    })
    // E r² = 2σ²; its standard error is half a per cent.
    expect(Math.abs(squared / (2 * std ** 2) - 1)).toBeLessThan(0.025)
    // Rayleigh: P(r ≤ 3σ) = 1 − e^(−9/2) = 0.98889; five standard errors are 0.0026.
    expect(Math.abs(near - (1 - Math.exp(-4.5)))).toBeLessThan(0.0026)
    expect(
      chiSquare(
        counts,
        counts.map(() => N / modes),
      ),
    ).toBeLessThan(chiSquareLimit(modes - 1))
  })

  test('any parameter changes the fingerprint', () => {
    const prints = [
      make('ring'),
      make('ring', { modes: 9 }),
      make('ring', { radius: 1.5 }),
      make('ring', { std: 0.06 }),
      make('grid', { side: 4 }),
      make('grid', { gap: 0.7 }),
      make('lines', { std: 0.06 }),
    ].map((set) => set.summary.fingerprint)
    expect(new Set(prints).size).toBe(prints.length)
  })
})

describe('curves', () => {
  test('lines: y is ±½ evenly, x is uniform on [−1, 1], the noise has its deviation', () => {
    const points = make('lines', { std: 0.01 }).draw(stream, N)
    expect(Math.abs(share(points, (_, y) => y > 0) - 0.5)).toBeLessThan(0.0125)
    expect(mean(axis(points, 0).map((x) => x * x))).toBeCloseTo(1 / 3 + 0.01 ** 2, 2)
    const off = axis(points, 1).map((y) => Math.abs(y) - 0.5)
    expect(Math.sqrt(mean(off.map((d) => d * d)))).toBeCloseTo(0.01, 3)
  })

  test('spiral: E r² = ½, and the angle is two turns times the radius', () => {
    const points = make('spiral', { std: 0.001 }).draw(stream, N)
    const radii = axis(points, 0).map((x, i) => Math.hypot(x, axisY(points, i)))
    expect(Math.abs(mean(radii.map((r) => r * r)) - 0.5)).toBeLessThan(0.008)
    const onArm = share(points, (x, y) => {
      const r = Math.hypot(x, y)
      return Math.hypot(x - r * Math.cos(4 * Math.PI * r), y - r * Math.sin(4 * Math.PI * r)) < 0.08
    })
    expect(onArm).toBeGreaterThan(0.999)
  })

  test('moons: every point lies on one of two unit half circles, half on each', () => {
    const points = make('moons', { std: 0.001 }).draw(stream, N)
    const upper = (x: number, y: number) => Math.abs(Math.hypot(x + 0.5, y + 0.25) - 1) < 0.01 && y > -0.26
    const lower = (x: number, y: number) => Math.abs(Math.hypot(x - 0.5, y - 0.25) - 1) < 0.01 && y < 0.26
    expect(share(points, (x, y) => upper(x, y) || lower(x, y))).toBe(1)
    // The circles cross in two places, where a point is on both.
    expect(Math.abs(share(points, upper) - share(points, lower))).toBeLessThan(0.02)
    expect(share(points, upper)).toBeGreaterThan(0.48)
  })
})

describe('drawn', () => {
  const paint = (weights: number[], side: number) =>
    pointSetFor(defaultsFor('drawn'), { density: Float32Array.from(weights), side })

  test('row 0 is the top, and a cell is hit in proportion to its weight', () => {
    // Top left 1, bottom right 3, the rest bare.
    const set = paint([1, 0, 0, 0, 0, 0, 0, 0, 3], 3)
    const points = set.draw(stream, N)
    const third = set.item.extent / 3
    const topLeft = share(points, (x, y) => x < -third && y > third)
    const bottomRight = share(points, (x, y) => x > third && y < -third)
    expect(topLeft + bottomRight).toBe(1)
    expect(Math.abs(topLeft - 0.25)).toBeLessThan(0.011)
  })

  test('points are uniform inside a cell', () => {
    const set = paint([1], 1)
    const points = set.draw(stream, N)
    const counts = new Array<number>(16).fill(0)
    for (let i = 0; i < points.length; i += 2) {
      const cell = (value = 0) => Math.floor(((value + set.item.extent) / (2 * set.item.extent)) * 4)
      const at = cell(points[i]) * 4 + cell(points[i + 1])
      counts[at] = (counts[at] ?? 0) + 1
    }
    expect(
      chiSquare(
        counts,
        counts.map(() => N / 16),
      ),
    ).toBeLessThan(chiSquareLimit(15))
  })

  test('a canvas without ink, or with nothing but nonsense, gives the default face', () => {
    const face = pointSetFor(defaultsFor('drawn'), null)
    expect(paint([0, 0, 0, 0], 2).summary.fingerprint).toBe(face.summary.fingerprint)
    expect(paint([NaN, -1, 0, Infinity], 2).draw(stream, 9)).toEqual(face.draw(stream, 9))
    // Eyes above the middle, mouth below it, nothing in the corners.
    const points = face.draw(stream, N)
    expect(share(points, (x, y) => Math.hypot(Math.abs(x) - 0.42, y - 0.375) < 0.16)).toBeGreaterThan(0.08)
    expect(share(points, (x, y) => Math.hypot(x, y) < 0.75 && y < -0.3)).toBeGreaterThan(0.1)
    expect(share(points, (x, y) => Math.min(Math.abs(x), Math.abs(y)) > 1.1)).toBe(0)
  })

  test('weights that do not fill the square are refused', () => {
    expect(() => paint([1, 2, 3], 2)).toThrow(GanvasError)
  })
})

test('images are not points', () => {
  expect(() => pointSetFor(defaultsFor('mnist'), null)).toThrow(/not made by a formula/)
})

function axisY(points: Float32Array, i: number): number {
  return points[2 * i + 1] ?? 0
}
