import { expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { imageSet } from '../../../src/worker/data/image-set.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { refit } from '../../../src/worker/data/refit.ts'

const about = { id: 'own', label: 'x', count: 2, size: 32, channels: 3, classes: [], skipped: [] } as const
/** Two flat pictures, (10, 20, 30) and (110, 120, 130). */
const set = await imageSet(
  { ...about, classes: [], skipped: [] },
  Uint8Array.from({ length: 2 * 32 * 32 * 3 }, (_, i) => 10 * (1 + (i % 3)) + (i < 32 * 32 * 3 ? 0 : 100)),
  null,
)
const config = (change = {}) => ({ ...defaultsFor('own'), size: 32, ...change })

test('another size and another colour, from the prepared bytes alone', async () => {
  const small = await refit(set, config({ size: 16, channels: 'gray' }))
  if (small.kind !== 'images') throw new Error('points')
  expect(small).toMatchObject({
    size: 16,
    channels: 1,
    count: 2,
    summary: { size: 16, channels: 1, label: 'x' },
  })
  expect(small.pixels).toHaveLength(2 * 16 * 16)
  // Luma of (10, 20, 30) is 18.15; 100 more in each channel is 100 more.
  expect([small.pixels[0], small.pixels[511]]).toEqual([18, 118])
  expect(small.summary.fingerprint).not.toBe(set.summary.fingerprint)
  const colour = await refit(small, config({ size: 16, channels: 'rgb' }))
  expect(colour.kind === 'images' && [...colour.pixels.subarray(0, 3)]).toEqual([18, 18, 18])
})

test('what is right already is left alone', async () => {
  expect(await refit(set, config())).toBe(set)
  const ring = pointSetFor(defaultsFor('ring'), null)
  expect(await refit(ring, config())).toBe(ring)
})
