import { describe, expect, test } from 'vitest'
import { fork, streamFor } from '../../../src/common/numbers/random.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { chiSquare, chiSquareLimit } from '../../helpers/data/statistics.ts'

const COUNT = 20
const set = picturesOf({
  size: 2,
  channels: 3,
  pixels: Uint8Array.from({ length: COUNT * 12 }, (_, i) => i),
})

describe('a batch of pictures', () => {
  const stream = streamFor(1, 'data')

  test('values are the bytes of the chosen pictures, 0 ↦ −1 and 255 ↦ 1', () => {
    const indices = set.list.drawn(stream, 9)
    const values = set.draw(stream, 9)
    expect(values).toHaveLength(9 * 12)
    values.forEach((value, k) => {
      const byte = (indices[Math.floor(k / 12)] ?? 0) * 12 + (k % 12)
      expect(value).toBeCloseTo((2 * byte) / 255 - 1, 6)
    })
    const pixels = Uint8Array.from({ length: 12 }, (_, i) => (i % 2) * 255)
    const ends = picturesOf({ size: 2, channels: 3, pixels }).list.at([0])
    expect([...ends.subarray(0, 2)]).toEqual([-1, 1])
  })

  test('is a pure function of the stream', () => {
    expect(set.draw(stream, 50)).toEqual(set.draw(stream, 50))
    expect(set.draw(fork(stream, 1), 50)).not.toEqual(set.draw(stream, 50))
  })

  test('every picture is as likely as any other', () => {
    const counts = new Array<number>(COUNT).fill(0)
    for (const index of set.list.drawn(stream, 40_000)) counts[index] = (counts[index] ?? 0) + 1
    expect(
      chiSquare(
        counts,
        counts.map(() => 2000),
      ),
    ).toBeLessThan(chiSquareLimit(COUNT - 1))
  })
})
