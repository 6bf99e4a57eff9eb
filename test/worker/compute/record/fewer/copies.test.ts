import { describe, expect, test } from 'vitest'
import { withoutCopies, withoutUnread } from '../../../../../src/worker/compute/record/fewer/copies.ts'
import type { Trace } from '../../../../../src/worker/compute/record/trace.ts'
import { knowing, traceOf, type Told } from './traces.ts'

/** Whole, then its parts. */
const SIZES = [1024, 256, 768, 64, 64]
const JOIN = { whole: 0, parts: [1, 2] }
const SPLIT = { whole: 2, parts: [0, 1] }

/** Where each command's memory lies: buffer and first byte. */
function placesIn({ commands }: Trace) {
  return commands.map(({ bindings }) =>
    bindings.map(({ source, offset }) => [source.kind === 'scratch' ? source.id : -1, offset]),
  )
}

const shorter = (told: readonly Told[], sizes = SIZES) => withoutCopies(traceOf(told, sizes, 4), knowing)

describe('a copy is left out', () => {
  test('that puts parts together: they are written where the whole lies', () => {
    const trace = shorter([
      { writes: [1] },
      { writes: [2] },
      { writes: [0], reads: [1, 2], copy: JOIN },
      { reads: [0, 2], writes: [3] },
    ])
    expect(placesIn(trace)).toEqual([
      [[0, 0]],
      [[0, 256]],
      [
        [3, 0],
        [0, 0],
        [0, 256],
      ],
    ])
  })

  test('that takes a whole apart: the parts are read there', () => {
    const trace = shorter([
      { writes: [0] },
      { writes: [1, 2], reads: [0], copy: SPLIT },
      { reads: [2], writes: [3] },
    ])
    expect(placesIn(trace)).toEqual([
      [[0, 0]],
      [
        [3, 0],
        [0, 256],
      ],
    ])
  })

  test.for<{ name: string; told: readonly Told[]; sizes?: number[] }>([
    {
      name: 'where a part would begin where no binding may',
      told: [
        { writes: [1] },
        { writes: [2] },
        { writes: [0], reads: [1, 2], copy: JOIN },
        { reads: [0], writes: [3] },
      ],
      sizes: [1024, 128, 896, 64, 64],
    },
    {
      name: 'where a part changes afterwards',
      told: [
        { writes: [1] },
        { writes: [2] },
        { writes: [0], reads: [1, 2], copy: JOIN },
        { writes: [1] },
        { reads: [0], writes: [3] },
      ],
    },
    {
      name: 'where one command would read and write the whole',
      told: [
        { writes: [1] },
        { reads: [1], writes: [2] },
        { writes: [0], reads: [1, 2], copy: JOIN },
        { reads: [0], writes: [3] },
      ],
    },
    {
      name: 'of parts that are alike',
      told: [{ writes: [1] }, { writes: [0], reads: [1, 1], copy: JOIN }, { reads: [0], writes: [3] }],
      sizes: [512, 256, 768, 64, 64],
    },
  ])('but not $name', ({ told, sizes }) => {
    expect(shorter(told, sizes).commands).toHaveLength(told.length)
  })
})

test('what nobody reads is not computed, nor what only that needed', () => {
  const trace = traceOf(
    [{ writes: [0] }, { writes: [1] }, { reads: [1], writes: [2] }, { reads: [0], writes: [4] }],
    SIZES,
    4,
  )
  expect(placesIn(withoutUnread(trace, knowing))).toEqual([
    [[0, 0]],
    [
      [4, 0],
      [0, 0],
    ],
  ])
})
