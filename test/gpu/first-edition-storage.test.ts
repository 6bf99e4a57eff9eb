/** What a browser kept in the first edition, laid into IndexedDB as it lay there then, is found and understood today. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import storedRuns from '../fixtures/first-edition/saved.json?raw'
import { loadKept } from '../behaviour/harness.ts'
import type { KeptRuns } from '../behaviour/kept.ts'
import { unpack } from '../behaviour/packed.ts'

const { runs } = unpack(JSON.parse(storedRuns)) as KeptRuns

/** The first edition's database, its version and its stores. */
const [NAME, VERSION, RUNS, DATASETS, KEY] = ['ganvas', 1, 'runs', 'datasets', 'last'] as const

const done = (request: IDBRequest): Promise<unknown> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('refused'))
  })

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RUNS)
    request.result.createObjectStore(DATASETS)
  }
  return (await done(request)) as IDBDatabase
}

const forget = () => done(indexedDB.deleteDatabase(NAME))
beforeEach(forget)
afterEach(forget)

test.for(runs)('$name', async ({ record, prepared }) => {
  const database = await open()
  const change = database.transaction([RUNS, DATASETS], 'readwrite')
  await done(change.objectStore(RUNS).put(record, KEY))
  if (prepared !== null) {
    await done(change.objectStore(DATASETS).put(prepared, prepared.summary.fingerprint))
  }
  database.close()
  const found = await loadKept()
  // Settings that have come since are no matter; tensors are all there, and no other.
  const { checkpoint, ...about } = record as { version: number; checkpoint: object }
  // Migrated: checkpoints say today what their items are.
  expect(found?.run).toMatchObject({ ...about, checkpoint: { ...checkpoint, version: 2 } })
  expect(found?.prepared).toEqual(prepared)
})

test('there are kept runs', () => {
  expect(runs.length).toBeGreaterThanOrEqual(5)
})
