import { describe, expect, test } from 'vitest'
import { bunched, type Bunch } from '../../../../../src/worker/compute/record/fewer/bunches.ts'
import type { Known } from '../../../../../src/worker/compute/record/fewer/hazards.ts'
import { integers, fork, streamFor } from '../../../../../src/common/numbers/random.ts'
import { knowing, memoryAfter, traceOf, type Told } from './traces.ts'

const knownOf = (told: readonly Told[]) => traceOf(told, Array(20).fill(256), 0).commands.map(knowing)

/** Numbers of the commands, lane by lane. */
function told(bunches: readonly Bunch[], commands: readonly Known[]): number[][][] {
  return bunches.map((bunch) => bunch.map((lane) => lane.map((known) => commands.indexOf(known))))
}

describe('commands run together', () => {
  test('where neither needs what the other gives', () => {
    const commands = knownOf([
      { writes: [1], groups: 2 },
      { reads: [1], writes: [2], groups: 2 },
      { writes: [3], groups: 2 },
      { reads: [3], writes: [4], groups: 2 },
    ])
    expect(
      told(
        bunched(commands, () => true, Infinity),
        commands,
      ),
    ).toEqual([
      [[0], [2]],
      [[1], [3]],
    ])
  })

  test('not where one writes what another has yet to read', () => {
    const commands = knownOf([
      { reads: [1], writes: [2], groups: 2 },
      { writes: [1], groups: 2 },
      { writes: [1], groups: 2 },
    ])
    expect(
      told(
        bunched(commands, () => true, Infinity),
        commands,
      ),
    ).toEqual([[[0]], [[1]], [[2]]])
  })

  test('one after the other where each is a single group', () => {
    const commands = knownOf([
      { writes: [1] },
      { reads: [1], writes: [2] },
      { reads: [2], writes: [3], groups: 2 },
    ])
    expect(
      told(
        bunched(commands, () => true, Infinity),
        commands,
      ),
    ).toEqual([[[0, 1]], [[2]]])
  })

  test('later, where there was no room before', () => {
    const commands = knownOf([
      { writes: [1], groups: 1 },
      { writes: [2], groups: 3 },
      { reads: [2], writes: [3], groups: 2 },
    ])
    const few = (bunch: Bunch) => bunch.flat().reduce((sum, { command }) => sum + command.groups[0], 0) <= 3
    expect(told(bunched(commands, few, Infinity), commands)).toEqual([[[1]], [[2], [0]]])
  })

  test('no further ahead than they may reach', () => {
    const chain: Told[] = Array.from({ length: 6 }, (_, i) => ({ reads: [i], writes: [i + 1], groups: 2 }))
    const commands = knownOf([...chain, { writes: [9], groups: 2 }])
    const [near] = [bunched(commands, () => true, 2)]
    expect(told(near, commands).findIndex((bunch) => bunch.flat().includes(6))).toBe(4)
  })
})

test('whatever runs together gives what it gave one by one', () => {
  for (let trial = 0; trial < 60; trial++) {
    const draws = integers(fork(streamFor(4, 'data'), trial), 400, 8)
    let at = 0
    const next = () => draws[at++] ?? 0
    const commands = knownOf(
      Array.from({ length: 24 }, () => ({
        reads: [next(), next()],
        writes: [8 + next()],
        groups: next() < 4 ? 1 : 2,
      })).map((each, i) =>
        i % 3 === 0 ? { ...each, writes: each.reads.slice(0, 1), reads: each.writes } : each,
      ),
    )
    const number = (known: Known) => commands.indexOf(known)
    const expected = memoryAfter(commands, number)
    const bunches = bunched(commands, (bunch) => bunch.length <= 3, Infinity)
    expect(
      bunches
        .flat(2)
        .map(number)
        .sort((a, b) => a - b),
    ).toEqual(commands.map((_, i) => i))
    // Lanes in any order.
    for (const order of [bunches, bunches.map((bunch) => bunch.toReversed())]) {
      expect(memoryAfter(order.flat(2), number)).toEqual(expected)
    }
  }
})
