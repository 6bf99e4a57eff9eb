/** What is held out of training stays out, and is the same for every run on the same bytes. */
import { describe, expect, it } from 'vitest'
import { isListed } from '../../../src/worker/data/dataset.ts'
import { ownPictures, tableSummary } from '../../helpers/data/sets.ts'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import { ring } from '../../../src/worker/data/builtin/ring.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import type { FixedPointSet } from '../../../src/worker/data/point-set.ts'
import { heldOutCount, splitOf, splitOfGroups, splitOfItems } from '../../../src/worker/data/split.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'

/** Point i lies at (i, −i), so that a drawn point says which it is. */
function numbered(count: number, fingerprint = 'ab12'): FixedPointSet {
  const points = Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? i / 2 : -(i - 1) / 2))
  return fixedPoints(points, tableSummary({ count, fingerprint }))
}

/** Pictures of one pixel. */
function pictures(count: number): Promise<PictureSet> {
  return ownPictures({ size: 1, pixels: Uint8Array.from({ length: count }, (_, i) => i) })
}

describe('what is held out', () => {
  it.each([
    [2, 0],
    [39, 0],
    [40, 8],
    [160, 8],
    [400, 20],
    [20_000, 1000],
    [200_000, 1000],
  ])('of %i items: %i', (count, held) => {
    expect(heldOutCount(count)).toBe(held)
    const { training, heldOut } = splitOf('5eed', count)
    expect(heldOut.length).toBe(held)
    const all = [...training, ...heldOut].sort((a, b) => a - b)
    expect(all).toEqual(Array.from({ length: count }, (_, i) => i))
  })

  it('is a function of the bytes alone', () => {
    expect(splitOf('0123abcd', 500)).toEqual(splitOf('0123abcd', 500))
    expect(splitOf('0123abcd', 500).heldOut).not.toEqual(splitOf('0123abce', 500).heldOut)
  })

  it('lies all over the list', () => {
    const { heldOut } = splitOf('0123abcd', 20_000)
    const early = heldOut.filter((index) => index < 10_000).length
    // 500 expected, standard deviation 16.
    expect(Math.abs(early - 500)).toBeLessThan(80)
    expect([...heldOut]).toEqual([...heldOut].sort((a, b) => a - b))
  })
})

describe('groups', () => {
  const groups = (of: number[], heldOut: number[]) => ({
    names: ['a', 'b', 'c'],
    of: Uint16Array.from(of),
    heldOut,
  })

  it('are trained on whole or not at all', () => {
    const { training, heldOut } = splitOfGroups(groups([0, 1, 2, 1, 0, 2], [1]))
    expect([[...training], [...heldOut]]).toEqual([
      [0, 2, 4, 5],
      [1, 3],
    ])
  })

  it('that are large and held out are judged by 1,000 of their items, evenly spread', () => {
    const of = Array.from({ length: 3000 }, (_, i) => (i < 500 ? 0 : 1))
    const { training, heldOut } = splitOfGroups(groups(of, [1]))
    expect([training.length, heldOut.length, new Set(heldOut).size]).toEqual([500, 1000, 1000])
    expect([heldOut[0], heldOut[1], heldOut[2], heldOut[999]]).toEqual([500, 502, 505, 2997])
  })
})

describe('training', () => {
  it('never draws a held-out picture, and every other one', async () => {
    const set = await pictures(200)
    const { training, heldOut } = splitOfItems(set)
    expect(heldOut.length).toBe(10)
    const drawn = new Set<number>()
    for (const seed of [1, 2]) {
      const stream = streamFor(seed, 'data')
      const values = set.draw(stream, 4000)
      set.list.drawn(stream, 4000).forEach((index, i) => {
        drawn.add(index)
        expect(values[i]).toBeCloseTo(index / 127.5 - 1, 6)
      })
    }
    expect([...drawn].sort((a, b) => a - b)).toEqual([...training])
  })

  it('never draws a held-out point, and every other one', () => {
    const set = numbered(100)
    const { training, heldOut } = splitOfItems(set)
    expect(heldOut.length).toBe(8)
    const points = set.draw(streamFor(3, 'data'), 5000)
    const drawn = new Set(points.filter((_, i) => i % 2 === 0))
    expect([...drawn].sort((a, b) => a - b)).toEqual([...training])
  })

  it('of a restart sees the same items', async () => {
    const [first, again] = [await pictures(200), await pictures(200)]
    expect(splitOfItems(again)).toEqual(splitOfItems(first))
    const stream = streamFor(9, 'data')
    expect(again.list.drawn(stream, 50)).toEqual(first.list.drawn(stream, 50))
    expect(again.draw(stream, 50)).toEqual(first.draw(stream, 50))
  })

  it('draws every one of a few', () => {
    const points = numbered(5).draw(streamFor(3, 'data'), 500)
    expect(new Set(points.filter((_, i) => i % 2 === 0)).size).toBe(5)
  })
})

describe('items by index', () => {
  it('are the very ones', async () => {
    expect([...numbered(50).list.at([7, 3])]).toEqual([7, -7, 3, -3])
    expect([...(await pictures(50)).list.at([0, 51 - 2])]).toEqual([-1, expect.closeTo(49 / 127.5 - 1, 6)])
  })

  it('are there only where there is a list', async () => {
    expect(isListed(numbered(5))).toBe(true)
    expect(isListed(await pictures(5))).toBe(true)
    expect(isListed(ring(defaultsFor('ring')))).toBe(false)
  })
})
