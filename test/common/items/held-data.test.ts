/** What the page holds for the next worker: bytes by name, which come out as they went in. */
import { expect, test } from 'vitest'
import { holdData, takeHeld } from '../../../src/common/items/held-data.ts'
import { pictureSet } from '../../../src/worker/data/picture-set.ts'
import { pictureSummary } from '../../helpers/data/sets.ts'
import { rowSetOf, trees } from '../../helpers/data/row-sets.ts'

test('a table goes to the page as a blob, and the next worker has it as it was', async () => {
  const kept = (await rowSetOf(trees(50))).keep()
  if (kept === null) throw new Error('nothing kept')
  const held = holdData(kept)
  expect(held.bytes).toBeInstanceOf(Blob)
  expect(await takeHeld(structuredClone(held))).toEqual(kept)
})

test('of pairs both pictures go as blobs', async () => {
  const summary = { ...pictureSummary(2, 1, { count: 1 }), pairs: { source: 'a', target: 'b' } }
  const [pixels, partners] = [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6, 7, 8)]
  const kept = pictureSet(summary, pixels, null, { partners }).keep()
  if (kept === null) throw new Error('nothing kept')
  const held = holdData(kept)
  expect(held.partners).toBeInstanceOf(Blob)
  expect(await takeHeld(structuredClone(held))).toEqual(kept)
})

test('bytes that the browser let go of are told as such', async () => {
  const kept = (await rowSetOf(trees(50))).keep()
  if (kept === null) throw new Error('nothing kept')
  const held = holdData(kept)
  const gone = Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('gone')) })
  await expect(takeHeld({ ...held, bytes: gone })).rejects.toMatchObject({ code: 'held-gone' })
})
