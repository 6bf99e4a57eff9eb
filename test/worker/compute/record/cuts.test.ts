import { describe, expect, test } from 'vitest'
import { cutsFor } from '../../../../src/worker/compute/record/cuts.ts'

describe('a step is cut into submits', () => {
  test('by what its commands cost, not by their number', () => {
    expect(cutsFor([1, 1, 1, 7, 1, 1, 1, 7], 0.5)).toEqual([4, 8])
    expect(cutsFor([1, 1, 1, 1], 0.5)).toEqual([2, 4])
  })

  test('a command that is too long is alone, and what is cheap beside it goes together', () => {
    expect(cutsFor([0, 1, 90, 0, 4, 5], 0.1)).toEqual([2, 3, 6])
    expect(cutsFor([100, 100], 0.01)).toEqual([1, 2])
  })

  test('not at all where all fits, or where nothing is known to cost anything', () => {
    expect(cutsFor([3, 4, 5], 1)).toEqual([3])
    expect(cutsFor([0, 0, 0], 0.2)).toEqual([3])
  })
})
