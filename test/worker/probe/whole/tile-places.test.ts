/** Tiles cover every pixel, count evenly, and keep a mosaic's blocks. */
import { describe, expect, test } from 'vitest'
import { holeReach } from '../../../../src/worker/probe/whole/hole-extent.ts'
import {
  strideOf,
  tilePlaces,
  tileWeights,
  weightSums,
} from '../../../../src/worker/probe/whole/tile-places.ts'

describe('tiles', () => {
  test.each([1, 7, 8, 9, 12, 13, 40, 41])(
    'cover all of %i pixels, the last one at most once beyond',
    (length) => {
      const places = tilePlaces(length, 8, 4)
      const covered = Array.from({ length }, (_, x) => places.filter((at) => x >= at && x < at + 8).length)
      expect(Math.min(...covered)).toBeGreaterThan(0)
      expect((places.at(-1) ?? 0) < length).toBe(true)
      expect(tilePlaces(length, 8, 4).length).toBe(length <= 8 ? 1 : Math.ceil((length - 8) / 4) + 1)
    },
  )

  test('weigh 1 together where two halves meet, and something everywhere', () => {
    const sums = weightSums(40, 8, tilePlaces(40, 8, 4))
    for (const sum of sums.subarray(4, 36)) expect(sum).toBeCloseTo(1, 12)
    expect(Math.min(...sums)).toBeGreaterThan(0)
    expect(Math.min(...tileWeights(128))).toBeGreaterThan(0)
  })

  test('begin where a block of a mosaic begins', () => {
    expect([strideOf(32, 1), strideOf(32, 4), strideOf(32, 3), strideOf(8, 5), strideOf(28, 8)]).toEqual([
      16, 16, 15, 5, 8,
    ])
  })
})

test('how far it is from the middle of a hole to what is known', () => {
  const reach = (rows: string[]): number =>
    holeReach(
      Uint8Array.from(rows.join(''), (one) => (one === '#' ? 1 : 0)),
      rows[0]?.length ?? 0,
      rows.length,
    )
  expect(reach(['....', '....'])).toBe(0)
  expect(reach(['....', '.#..'])).toBe(1)
  expect(reach(['.###.', '.###.', '.###.'])).toBe(2)
  // Long, but never far from what is known.
  expect(reach(['.........', '#########', '.........'])).toBe(1)
  expect(reach(['####.', '####.', '####.', '####.'])).toBe(2)
})
