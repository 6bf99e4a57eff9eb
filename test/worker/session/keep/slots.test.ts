/** The newest whole state is there at every moment, whatever dies in the middle of a write. */
import { expect, test } from 'vitest'
import { dropOlder, readNewest, writeNewest } from '../../../../src/worker/session/keep/slots.ts'
import { packRun } from '../../../../src/worker/session/keep/kept-run.ts'
import { memoryStore } from '../../../helpers/engine/memory-store.ts'
import { keptRun } from '../../../helpers/engine/kept-run.ts'

const FOLDER = 'run-x'

test('states are written by turns, and the newest is read', async () => {
  const store = memoryStore()
  expect(await readNewest(store, FOLDER)).toBeNull()
  for (const generation of [1, 2, 3]) {
    await writeNewest(store, FOLDER, { run: keptRun({ step: generation * 10 }), generation })
    const newest = await readNewest(store, FOLDER)
    expect(newest).toEqual({ run: keptRun({ step: generation * 10 }), generation })
  }
  expect([...(await store.files(FOLDER)).keys()].sort()).toEqual(['a.run', 'b.run'])
})

test('a write that is torn anywhere leaves the state before it', async () => {
  const size = packRun(keptRun({ step: 30 }), 3).length
  const places = Array.from({ length: 50 }, (_, i) => Math.floor((i * size) / 50))
  for (const tearAt of places) {
    const store = memoryStore()
    await writeNewest(store, FOLDER, { run: keptRun({ step: 10 }), generation: 1 })
    await writeNewest(store, FOLDER, { run: keptRun({ step: 20 }), generation: 2 })
    store.tearAt = tearAt
    await expect(writeNewest(store, FOLDER, { run: keptRun({ step: 30 }), generation: 3 })).rejects.toThrow(
      'died',
    )
    const newest = await readNewest(store, FOLDER)
    expect(newest?.run.checkpoint.step, `torn at ${tearAt}`).toBe(20)
    // And goes on from there.
    await writeNewest(store, FOLDER, { run: keptRun({ step: 31 }), generation: 3 })
    expect((await readNewest(store, FOLDER))?.run.checkpoint.step).toBe(31)
  }
})

test('the older state makes room once the run rests', async () => {
  const store = memoryStore()
  for (const generation of [1, 2]) await writeNewest(store, FOLDER, { run: keptRun({}), generation })
  await dropOlder(store, FOLDER, 2)
  expect([...(await store.files(FOLDER)).keys()]).toEqual(['a.run'])
  expect((await readNewest(store, FOLDER))?.generation).toBe(2)
})
