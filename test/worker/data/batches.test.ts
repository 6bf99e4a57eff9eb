import { describe, expect, test } from 'vitest'
import { imageBatch, imageValues } from '../../../src/worker/data/batches.ts'
import type { ImageSet } from '../../../src/worker/data/prepared.ts'
import { fork, streamFor } from '../../../src/common/numbers/random.ts'
import { chiSquare, chiSquareLimit } from '../../helpers/data/statistics.ts'

const COUNT = 20
const set: ImageSet = {
  kind: 'images',
  summary: {
    id: 'own',
    label: 'x',
    kind: 'images',
    count: COUNT,
    size: 2,
    channels: 3,
    classes: [],
    skipped: [],
    fingerprint: '',
  },
  size: 2,
  channels: 3,
  count: COUNT,
  pixels: Uint8Array.from({ length: COUNT * 12 }, (_, i) => i),
  labels: null,
}

describe('imageBatch', () => {
  const stream = streamFor(1, 'data')

  test('values are the bytes of the chosen images, 0 ↦ −1 and 255 ↦ 1', () => {
    const { indices, values } = imageBatch(set, stream, 9)
    expect(values).toHaveLength(9 * 12)
    values.forEach((value, k) => {
      const byte = (indices[Math.floor(k / 12)] ?? 0) * 12 + (k % 12)
      expect(value).toBeCloseTo((2 * byte) / 255 - 1, 6)
    })
    const ends = imageValues(
      { ...set, pixels: Uint8Array.from({ length: 12 }, (_, i) => (i % 2) * 255) },
      [0],
    )
    expect([...ends.subarray(0, 2)]).toEqual([-1, 1])
  })

  test('is a pure function of the stream', () => {
    expect(imageBatch(set, stream, 50)).toEqual(imageBatch(set, stream, 50))
    expect(imageBatch(set, fork(stream, 1), 50).indices).not.toEqual(imageBatch(set, stream, 50).indices)
  })

  test('every image is as likely as any other', () => {
    const counts = new Array<number>(COUNT).fill(0)
    for (const index of imageBatch(set, stream, 40_000).indices) counts[index] = (counts[index] ?? 0) + 1
    expect(
      chiSquare(
        counts,
        counts.map(() => 2000),
      ),
    ).toBeLessThan(chiSquareLimit(COUNT - 1))
  })
})
