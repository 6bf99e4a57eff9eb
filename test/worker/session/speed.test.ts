import { describe, expect, test } from 'vitest'
import { Governor } from '../../../src/worker/session/schedule/speed.ts'

/** Trains in slices of `cost` ms on a clock of its own until `until` ms; says how long it worked. */
function simulate(governor: Governor, until: number, cost: number): number {
  let now = 0
  let worked = 0
  while (now < until) {
    if (governor.isResting(now)) {
      now += 0.5
      continue
    }
    governor.worked(now, now + cost)
    now += cost
    worked += cost
  }
  return worked / now
}

const governed = () => {
  const naps: number[] = []
  const wakes: (() => void)[] = []
  return {
    wakes,
    governor: new Governor((ms, wake) => {
      naps.push(ms)
      wakes.push(wake)
    }),
    naps,
  }
}

describe('the speed governor', () => {
  test('gentle works a quarter of the time, however long a step takes, and wakes by itself', () => {
    for (const cost of [3, 12, 700]) {
      const { governor, naps } = governed()
      governor.setSpeed('gentle')
      expect(simulate(governor, 20_000, cost)).toBeCloseTo(0.25, 1)
      expect(naps[0]).toBeCloseTo(3 * cost, 6)
    }
  })

  test('fast never rests; smooth rests only while frames come late, and takes the time back', () => {
    const { governor } = governed()
    governor.setSpeed('fast')
    governor.setDisplay({ hidden: false, late: 1 })
    expect(simulate(governor, 1000, 10)).toBe(1)
    governor.setSpeed('smooth')
    expect(simulate(governor, 1000, 10)).toBe(1)
    for (let second = 0; second < 3; second++) governor.setDisplay({ hidden: false, late: 0.5 })
    expect(governor.duty).toBeCloseTo(0.85 ** 3, 6)
    expect(simulate(governor, 5000, 20)).toBeCloseTo(0.614, 1)
    for (let second = 0; second < 20; second++) governor.setDisplay({ hidden: false, late: 0 })
    expect(governor.duty).toBe(1)
  })

  test('smooth keeps most of its time on a page that is always late', () => {
    const { governor } = governed()
    for (let second = 0; second < 100; second++) governor.setDisplay({ hidden: false, late: 1 })
    expect(governor.duty).toBeCloseTo(0.6, 6)
  })

  test('behind a hidden tab smooth takes all the time, gentle stays gentle', () => {
    const { governor } = governed()
    for (let second = 0; second < 9; second++) governor.setDisplay({ hidden: false, late: 1 })
    governor.setDisplay({ hidden: true, late: null })
    expect(governor.duty).toBe(1)
    governor.setSpeed('gentle')
    expect(governor.duty).toBe(0.25)
  })

  test('on battery gentle works half as much, and as before once it is charged', () => {
    const { governor } = governed()
    governor.setSpeed('gentle')
    governor.setDisplay({ hidden: false, late: null, onBattery: true })
    expect(governor.duty).toBe(0.125)
    governor.setDisplay({ hidden: true, late: null })
    expect(governor.duty).toBe(0.125)
    governor.setDisplay({ hidden: false, late: null, onBattery: false })
    expect(governor.duty).toBe(0.25)
    governor.setDisplay({ hidden: false, late: null, onBattery: true })
    governor.setSpeed('smooth')
    expect(governor.duty).toBe(1)
  })

  test('a timer that rings early ends its rest, and no other', () => {
    const { governor, wakes } = governed()
    governor.setSpeed('gentle')
    governor.worked(0, 10)
    expect(governor.isResting(39.9)).toBe(true)
    wakes[0]?.()
    expect(governor.isResting(39.9)).toBe(false)
    governor.worked(50, 60)
    wakes[0]?.()
    expect(governor.isResting(89)).toBe(true)
  })

  test('another speed ends the rest at once', () => {
    const { governor } = governed()
    governor.setSpeed('gentle')
    governor.worked(0, 1000)
    expect(governor.isResting(1001)).toBe(true)
    governor.setSpeed('fast')
    expect(governor.isResting(1001)).toBe(false)
  })
})
