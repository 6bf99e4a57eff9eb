/** States of a run's past on the disk: whole, however many are written at once, and packed in memory that is used again. */
import { expect, test } from 'vitest'
import { Place } from '../../../../src/worker/session/keep/place.ts'
import { RunWriter } from '../../../../src/worker/session/keep/run-writer.ts'
import { Shelf } from '../../../../src/worker/session/keep/shelf.ts'
import type { Store } from '../../../../src/worker/session/keep/store.ts'
import { keptRun } from '../../../helpers/engine/kept-run.ts'
import { memoryStore } from '../../../helpers/engine/memory-store.ts'

const stateAt = (step: number) => keptRun({ step }).checkpoint

async function opened() {
  const store = memoryStore()
  const written: ArrayBufferLike[] = []
  const noting: Store = {
    ...store,
    write: (folder, name, bytes) => {
      written.push(bytes.buffer)
      return store.write(folder, name, bytes)
    },
  }
  const place = new Place()
  place.open()
  const disk = await new RunWriter(noting, new Shelf(noting)).diskOf(place)
  if (disk === null) throw new Error('There is a place.')
  return { store, written, disk }
}

test('one after the other, in the same memory', async () => {
  const { disk, written } = await opened()
  // The middle one is longer: it takes memory of its own, which the last one finds.
  const longer = {
    ...stateAt(2),
    tensors: [{ name: 'w', shape: [900], data: new Float32Array(900).fill(7) }],
  }
  await disk.write('one', stateAt(1))
  await disk.write('again', stateAt(4))
  await disk.write('longer', longer)
  await disk.write('shorter', stateAt(3))
  expect(written[1]).toBe(written[0])
  expect(written[2]).not.toBe(written[0])
  expect(written[3]).toBe(written[2])
  expect(await disk.read('one', null)).toEqual(stateAt(1))
  expect(await disk.read('again', null)).toEqual(stateAt(4))
  expect(await disk.read('longer', null)).toEqual(longer)
  expect(await disk.read('shorter', null)).toEqual(stateAt(3))
})

test('several at once, each in its own', async () => {
  const { disk, store, written } = await opened()
  await disk.write('before', stateAt(1))
  store.slow = 2
  await Promise.all([2, 3, 4].map((step) => disk.write(`${step}`, stateAt(step))))
  expect(new Set(written.slice(1)).size).toBe(3)
  for (const step of [2, 3, 4]) expect(await disk.read(`${step}`, null)).toEqual(stateAt(step))
})

test('goes on after one that did not get there', async () => {
  const { disk, store } = await opened()
  store.full = true
  await expect(disk.write('lost', stateAt(1))).rejects.toThrow()
  store.full = false
  await disk.write('kept', stateAt(2))
  expect(await disk.read('kept', null)).toEqual(stateAt(2))
})
