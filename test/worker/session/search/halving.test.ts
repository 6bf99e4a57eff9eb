import { describe, expect, test } from 'vitest'
import { halved, roundCount, roundsFor, stepsFor } from '../../../../src/worker/session/search/halving.ts'

describe('rounds', () => {
  test.each([
    [8, [8, 4, 2]],
    [7, [7, 4, 2]],
    [5, [5, 3, 2]],
    [4, [4, 2]],
    [2, [2]],
    [1, []],
    [0, []],
  ])('%i candidates race as %j', (candidates, survivors) => {
    const rounds = roundsFor(candidates, 100)
    expect(rounds.map((round) => round.survivors)).toEqual(survivors)
    expect(rounds).toHaveLength(roundCount(candidates))
  })

  test.each([2, 3, 4, 5, 6, 7, 8, 13])(
    '%i candidates spend the budget, a part of it each round',
    (candidates) => {
      const rounds = roundsFor(candidates, 600)
      for (const { survivors, each } of rounds) expect(survivors * each).toBeCloseTo(600 / rounds.length)
    },
  )

  test('whoever stays gets twice the time each round, where the halves are whole', () => {
    expect(roundsFor(8, 240).map(({ each }) => each)).toEqual([10, 20, 40])
  })

  test('what is planned of the rest is what was planned of it at first', () => {
    const [first, ...rest] = roundsFor(8, 240)
    expect(roundsFor(halved(8), 240 - 8 * (first?.each ?? NaN))).toEqual(rest)
  })

  test('steps are whole, one at least', () => {
    expect(stepsFor({ survivors: 3, each: 7.9 })).toBe(7)
    expect(stepsFor({ survivors: 8, each: 0.2 })).toBe(1)
  })
})
