import { expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { asPictures, ownPictures } from '../../helpers/data/sets.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'

/** Two flat pictures, (10, 20, 30) and (110, 120, 130). */
const set = await ownPictures({
  size: 32,
  channels: 3,
  pixels: Uint8Array.from(
    { length: 2 * 32 * 32 * 3 },
    (_, i) => 10 * (1 + (i % 3)) + (i < 32 * 32 * 3 ? 0 : 100),
  ),
})
const config = (change = {}) => ({ ...defaultsFor('own'), size: 32, ...change })

test('another size and another colour, from the prepared bytes alone', async () => {
  const small = asPictures(await set.refit(config({ size: 16, channels: 'gray' })))
  expect(small).toMatchObject({
    item: { kind: 'picture', size: 16, channels: 1 },
    list: { count: 2 },
    summary: { size: 16, channels: 1, label: 'x' },
  })
  expect(small.pixels).toHaveLength(2 * 16 * 16)
  // Luma of (10, 20, 30) is 18.15; 100 more in each channel is 100 more.
  expect([small.pixels[0], small.pixels[511]]).toEqual([18, 118])
  expect(small.summary.fingerprint).not.toBe(set.summary.fingerprint)
  const colour = asPictures(await small.refit(config({ size: 16, channels: 'rgb' })))
  expect([...colour.pixels.subarray(0, 3)]).toEqual([18, 18, 18])
})

test('what is right already is left alone', async () => {
  expect(await set.refit(config())).toBe(set)
  const ring = pointSetFor(defaultsFor('ring'), null)
  expect(await ring.refit(config())).toBe(ring)
})
