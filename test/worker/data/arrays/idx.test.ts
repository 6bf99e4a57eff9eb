import { describe, expect, test } from 'vitest'
import { labelsFor } from '../../../../src/worker/data/arrays/labels-for.ts'
import { readIdx, type IdxContent } from '../../../../src/worker/data/arrays/idx.ts'
import { pictureAt, type PixelArray } from '../../../../src/worker/data/arrays/pixel-array.ts'
import { idx } from '../../../helpers/data/files.ts'

function images(content: IdxContent): PixelArray {
  if (content.holds !== 'array') throw new Error('labels')
  return content.array
}
const counted = (n: number) => Array.from({ length: n }, (_, i) => i)

describe('readIdx', () => {
  test('three dimensions are gray pictures, rows first', () => {
    const content = images(readIdx('x', idx([2, 2, 3], counted(12))))
    expect(content).toMatchObject({ count: 2, height: 2, width: 3, channels: 1 })
    expect([...pictureAt(content, 1).bytes]).toEqual([6, 7, 8, 9, 10, 11])
  })

  test('four dimensions: channels last, or first and then brought last', () => {
    const last = images(readIdx('x', idx([1, 2, 2, 3], counted(12))))
    expect([...pictureAt(last, 0).bytes]).toEqual(counted(12))
    const first = images(readIdx('x', idx([1, 3, 2, 2], counted(12))))
    expect(first).toMatchObject({ height: 2, width: 2, channels: 3 })
    expect([...pictureAt(first, 0).bytes]).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
  })

  test('one dimension is labels', () => {
    expect(readIdx('x', idx([3], [7, 0, 9]))).toEqual({ holds: 'labels', labels: ['7', '0', '9'] })
  })

  test.each([
    ['a type nobody defined', idx([1, 1, 1], [0], 0x0a), 'idx-type', '10'],
    ['one byte short', idx([2, 2, 2], counted(7)), 'idx-size-mismatch', '2 × 2 × 2 = 8 bytes, but 7'],
    ['one byte too many', idx([2, 2, 2], counted(9)), 'idx-size-mismatch', '8 bytes, but 9'],
    ['a header cut off', idx([2, 2, 2], []).subarray(0, 10), 'idx-size-mismatch', '3 dimensions'],
    ['two dimensions', idx([2, 4], counted(8)), 'idx-shape', '2 × 4'],
    ['four channels', idx([1, 2, 2, 4], counted(16)), 'idx-shape', '1 × 2 × 2 × 4'],
    ['no picture', idx([0, 28, 28], []), 'idx-shape', '0 × 28 × 28'],
    // 65535³ would be 281 TB: told by its header, without being asked for.
    ['a size that is a lie', idx([65_535, 65_535, 65_535], counted(4)), 'idx-size-mismatch', 'but 4 follow'],
  ])('%s is refused: %s', (_, bytes, code, words) => {
    let thrown: unknown
    try {
      readIdx('t.idx', bytes)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code, message: expect.stringContaining(words) as string })
  })
})

describe('labelsFor', () => {
  const labels = (name: string, count: number) => ({ name, labels: Array.from({ length: count }, () => '0') })
  const train = labels('train-labels-idx1-ubyte', 5)
  const test5 = labels('t10k-labels-idx1-ubyte', 5)

  test('the only ones of the same count', () => {
    expect(labelsFor('a.idx', 5, [train, labels('b', 4)])).toBe(train)
    expect(labelsFor('a.idx', 6, [train])).toBeNull()
  })

  test('of several the one with the same name; none when that does not decide', () => {
    expect(labelsFor('t10k-images-idx3-ubyte', 5, [train, test5])).toBe(test5)
    expect(labelsFor('a.idx', 5, [train, test5])).toBeNull()
  })
})
