import { describe, expect, test } from 'vitest'
import { extentOf, type Extent } from '../../../../src/page/ui/charts/axes/extent.ts'
import { nextAxis, niceStride } from '../../../../src/page/ui/charts/axes/next-axis.ts'
import { stepAxis } from '../../../../src/page/ui/charts/axes/step-axis.ts'
import { height, ticksWithRoom } from '../../../../src/page/ui/charts/axes/value-axis.ts'

const extent = (least: number, greatest: number): Extent => ({
  least,
  greatest,
  leastPositive: least > 0 ? least : greatest,
})

describe('linear axis', () => {
  test.each([
    [0, 0.93, 0, 1],
    [0.31, 2.9, 0, 3],
    [-1.7, 1.2, -2, 2],
    [0.692, 0.695, 0.692, 0.695],
    [112, 1980, 0, 2000],
  ])('holds %d … %d between %d and %d', (least, greatest, low, high) => {
    const axis = nextAxis(null, extent(least, greatest), false)
    expect(axis.low).toBeCloseTo(low, 9)
    expect(axis.high).toBeCloseTo(high, 9)
  })

  test('has three to seven ticks, evenly apart, both ends of the data inside', () => {
    for (let power = -6; power < 6; power++) {
      for (const size of [1, 1.7, 3.3, 4.9, 8.1]) {
        const greatest = size * 10 ** power
        const axis = nextAxis(null, extent(-0.4 * greatest, greatest), false)
        expect(axis.low).toBeLessThanOrEqual(-0.4 * greatest)
        expect(axis.high).toBeGreaterThanOrEqual(greatest)
        expect(axis.ticks.length).toBeGreaterThanOrEqual(3)
        expect(axis.ticks.length).toBeLessThanOrEqual(7)
      }
    }
  })

  test('a constant and no data at all still make an axis', () => {
    const flat = nextAxis(null, extent(0.7, 0.7), false)
    expect(flat.low).toBeLessThanOrEqual(0.7)
    expect(flat.high).toBeGreaterThan(flat.low)
    expect(nextAxis(null, extent(NaN, NaN), false)).toMatchObject({ low: 0, high: 1 })
    expect(nextAxis(null, { least: Infinity, greatest: -Infinity, leastPositive: Infinity }, true).kind).toBe(
      'log',
    )
  })

  test('strides are 1, 2 or 5 times a power of ten and never too small', () => {
    expect([0.11, 0.2, 0.21, 0.7, 3, 90].map(niceStride)).toEqual([0.2, 0.2, 0.5, 1, 5, 100])
  })
})

describe('an axis does not jitter', () => {
  test('noise within the axis changes nothing; leaving it does', () => {
    const first = nextAxis(null, extent(0.2, 2.7), false)
    expect(nextAxis(first, extent(0.4, 2.2), false)).toBe(first)
    expect(nextAxis(first, extent(0.4, 2.9), false)).toBe(first)
    const grown = nextAxis(first, extent(0.4, 3.2), false)
    expect(grown.high).toBeGreaterThanOrEqual(3.2)
    expect(nextAxis(grown, extent(0.4, 2.7), false)).toBe(grown)
  })

  test('it closes in only on data that look lost on it', () => {
    const wide = nextAxis(null, extent(0, 9.5), false)
    expect(nextAxis(wide, extent(0, 5.2), false)).toBe(wide)
    expect(nextAxis(wide, extent(0, 2.5), false).high).toBe(3)
  })

  test('a random run changes its axis seldom', () => {
    let axis = nextAxis(null, extent(0.5, 1), false)
    let changes = 0
    for (let step = 0; step < 2000; step++) {
      const wobble = 0.3 * Math.sin(step * 12.9898)
      const next = nextAxis(axis, extent(0.5 + wobble / 3, 2 + wobble), false)
      if (next !== axis) changes++
      axis = next
    }
    expect(changes).toBeLessThan(4)
  })
})

describe('logarithmic axis', () => {
  test('is plain while all is positive, and spans it', () => {
    const axis = nextAxis(null, extent(0.013, 47), true)
    expect(axis).toMatchObject({ kind: 'log', low: 0.01, high: 50 })
    expect(axis.ticks).toEqual([0.01, 0.1, 1, 10])
    expect(height(axis, 10) - height(axis, 1)).toBeCloseTo(height(axis, 1) - height(axis, 0.1), 12)
    expect(height(axis, 0)).toBeNaN()
  })

  test('with little room it has ticks between the powers of ten', () => {
    expect(nextAxis(null, extent(0.6, 1.9), true).ticks).toEqual([0.5, 1, 2])
  })

  test('for values that reach 0 or below it is symmetric, and everything has a place', () => {
    const axis = nextAxis(null, extent(-3, 40), true)
    expect(axis).toMatchObject({ kind: 'symlog', linear: 1, low: -5, high: 50 })
    expect(axis.ticks).toEqual([-1, 0, 1, 10])
    expect(height(axis, 0)).toBe(0)
    expect(height(axis, -7)).toBeCloseTo(-height(axis, 7), 12)
    expect(height(axis, 99) - height(axis, 9)).toBeCloseTo(1, 12)
    for (let value = -3; value < 40; value += 0.5) {
      expect(height(axis, value + 0.5)).toBeGreaterThan(height(axis, value))
    }
  })

  test('changing the kind changes the axis at once', () => {
    const plain = nextAxis(null, extent(0.5, 2), false)
    expect(nextAxis(plain, extent(0.5, 2), true).kind).toBe('log')
  })
})

describe('extent', () => {
  const noise = Float32Array.from({ length: 200 }, (_, i) => 1 + 0.2 * Math.sin(i * 7.1))
  const spiked = noise.map((value, i) => (i % 50 === 25 ? 60 : value))

  test('is that of all finite values and the reference lines', () => {
    const found = extentOf([Float32Array.of(1, NaN, 3), Float32Array.of(2, Infinity)], [5], false)
    expect(found).toMatchObject({ least: 1, greatest: 5, above: 0, below: 0, top: 3, bottom: 1 })
  })

  test('leaves a few spikes off and counts them', () => {
    const found = extentOf([spiked], [], false)
    expect(found.greatest).toBeLessThan(2)
    expect(found).toMatchObject({ above: 4, top: 60 })
  })

  test('but not what lasts, and not on an axis with room for it', () => {
    const half = noise.map((value, i) => (i > 100 ? 60 : value))
    expect(extentOf([half], [], false)).toMatchObject({ greatest: 60, above: 0 })
    expect(extentOf([spiked], [], true)).toMatchObject({ greatest: 60, above: 0 })
  })

  test('knows the smallest positive value', () => {
    expect(extentOf([Float32Array.of(-2, 0, 0.5, 4)], [], true).leastPositive).toBe(0.5)
  })
})

describe('step axis', () => {
  test('holds the run, uses most of its width, and grows in strides', () => {
    let changes = 0
    let before = stepAxis(0, 'whole').high
    for (let step = 0; step <= 100_000; step++) {
      const { low, high } = stepAxis(step, 'whole')
      if (high !== before) changes++
      before = high
      if (low !== 0 || high < step || (step > 20 && step < 0.65 * high))
        expect([step, low, high]).toBe('fitting')
    }
    expect(changes).toBeLessThan(45)
  })

  test('an empty run has an axis', () => {
    expect(stepAxis(-1, 'whole')).toMatchObject({ low: 0, high: 20 })
  })

  test('“last” is a window of a thousand steps that moves by a hundred', () => {
    expect(stepAxis(12_345, 'last')).toMatchObject({ low: 11_400, high: 12_400 })
    expect(stepAxis(12_399, 'last').high).toBe(12_400)
    expect(stepAxis(700, 'last').low).toBe(0)
  })

  test('ticks are whole and within', () => {
    for (const last of [3, 19, 640, 33_333]) {
      const { low, high, ticks } = stepAxis(last, 'whole')
      expect(ticks.length).toBeGreaterThanOrEqual(3)
      for (const tick of ticks) expect(Number.isInteger(tick) && tick >= low && tick <= high).toBe(true)
    }
  })
})

describe('words beside an axis', () => {
  const log = nextAxis(null, extent(0.5, 50), true)

  test('stay all where they have room', () => {
    expect(ticksWithRoom(log, 200)).toEqual(log.ticks)
  })

  test('on a low plot give way: to powers of ten on a log axis, to every other on a straight one', () => {
    expect(log.ticks.length).toBeGreaterThan(5)
    expect(ticksWithRoom(log, 62)).toEqual([1, 10])
    const straight = nextAxis(null, extent(0, 4), false)
    expect(ticksWithRoom(straight, 20)).toEqual(straight.ticks.filter((_, at) => at % 2 === 0))
  })
})
