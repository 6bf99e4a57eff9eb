import { describe, expect, test } from 'vitest'
import { Throttle } from '../../../src/worker/session/schedule/throttle.ts'
import { RateMeter } from '../../../src/worker/session/train/rate-meter.ts'
import { firstBadStep } from '../../../src/worker/session/train/trainer.ts'
import { SERIES_WIDTH } from '../../../src/common/numbers/series-columns.ts'

describe('cadence', () => {
  test('cheap work waits for the interval', () => {
    const cadence = new Throttle(100, 0.1)
    cadence.spent(0, 1)
    expect(cadence.due(99)).toBe(false)
    expect(cadence.due(100)).toBe(true)
  })

  test('dear work waits until it is no more than its share', () => {
    const cadence = new Throttle(100, 0.1)
    cadence.spent(0, 50)
    expect(cadence.due(499)).toBe(false)
    expect(cadence.due(500)).toBe(true)
    cadence.hurry()
    expect(cadence.due(0)).toBe(true)
  })
})

describe('steps per second', () => {
  test('are the steps over the window, not over all time', () => {
    const meter = new RateMeter()
    meter.note(0, 0)
    meter.note(10_000, 10)
    for (let second = 11; second <= 15; second++) meter.note(second * 1000, 10 + 100 * (second - 10))
    expect(meter.perSecond).toBeCloseTo(100, 6)
  })

  test('a pause does not count', () => {
    const meter = new RateMeter()
    meter.note(0, 0)
    meter.note(1000, 50)
    meter.restart()
    expect(meter.perSecond).toBe(0)
    meter.note(90_000, 50)
    meter.note(91_000, 100)
    expect(meter.perSecond).toBe(50)
  })
})

describe('divergence', () => {
  const row = (step: number, lossD: number) => {
    const values = new Array<number>(SERIES_WIDTH).fill(0)
    values[0] = step
    values[1] = lossD
    return values
  }

  test.each([NaN, Infinity, -Infinity])('%d names the step of its row', (bad) => {
    expect(firstBadStep(Float32Array.from([...row(41, 1), ...row(42, bad), ...row(43, 1)]))).toBe(42)
  })

  test('finite rows are fine', () => {
    expect(firstBadStep(Float32Array.from([...row(1, 3), ...row(2, -4)]))).toBe(null)
    expect(firstBadStep(new Float32Array(0))).toBe(null)
  })
})
