import { describe, expect, test } from 'vitest'
import { lateShare, periodOf } from '../../../src/page/client/display-watch.ts'

describe('frames that come late', () => {
  test('the period is nearly the shortest interval, a fluke aside', () => {
    const sixty = Array.from({ length: 20 }, (_, at) => (at % 4 === 0 ? 33.3 : 16.7))
    expect(periodOf(sixty)).toBe(16.7)
    expect(periodOf([...sixty.slice(1), 2])).toBe(16.7)
    expect(periodOf([1, 1, 1])).toBe(4)
  })

  test('a frame is late when another should have stood between', () => {
    expect(lateShare([16.7, 16.7, 33.4, 50], 16.7)).toBe(0.5)
    expect(lateShare([17.9, 15.5], 16.7)).toBe(0)
    expect(lateShare([], 16.7)).toBe(0)
  })
})
