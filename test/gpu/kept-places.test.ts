/** Where runs lie in a real browser: its database, where a page may not write to the private file system; and earlier editions' run. */
import { deleteDB, openDB } from 'idb'
import { afterEach, expect, test } from 'vitest'
import { firstEditionRun, forgetFirstEdition } from '../../src/page/client/kept/first-edition.ts'
import { openBlobs } from '../../src/worker/session/keep/blobs.ts'
import { openFolders } from '../../src/worker/session/keep/folders.ts'
import { openStore } from '../../src/worker/session/keep/open-keeping.ts'

/** Gives back what a test took from the browser. */
const taken: (() => void)[] = []

afterEach(async () => {
  taken.splice(0).forEach((giveBack) => giveBack())
  const store = await openBlobs()
  for (const folder of (await store?.folders()) ?? []) await store?.remove(folder)
  await deleteDB('ganvas')
})

/** As a window that keeps no Blobs does. */
function refuseBlobs(): void {
  const put = Reflect.get(IDBObjectStore.prototype, 'put') as (...given: unknown[]) => IDBRequest
  Reflect.set(IDBObjectStore.prototype, 'put', function (this: IDBObjectStore, ...given: unknown[]): unknown {
    if (given[0] instanceof Blob) throw new DOMException('A Blob cannot be stored.', 'DataCloneError')
    return put.apply(this, given)
  })
  taken.push(() => Reflect.set(IDBObjectStore.prototype, 'put', put))
}

test.each([
  ['Blobs', true],
  ['no Blobs', false],
])(
  'a database that takes %s keeps files in folders, writes over them, and lets go of them',
  async (_, takesBlobs) => {
    if (!takesBlobs) refuseBlobs()
    const store = await openBlobs()
    if (store === null) throw new Error('It did not open.')
    await store.write('run-a', 'a.run', Uint8Array.of(1, 2, 3))
    await store.write('run-a', 'a.run', Uint8Array.of(9, 8))
    // A part of a larger buffer.
    await store.write('run-a', 'b.run', Uint8Array.of(1, 7, 1).subarray(1, 2))
    await store.write('run-b', 'a.run', Uint8Array.of(5))
    expect(await store.read('run-a', 'a.run')).toEqual(Uint8Array.of(9, 8))
    expect((await store.folders()).sort()).toEqual(['run-a', 'run-b'])
    expect(await store.files('run-a')).toEqual(
      new Map([
        ['a.run', 2],
        ['b.run', 1],
      ]),
    )
    await store.remove('run-a', 'b.run')
    expect(await store.read('run-a', 'b.run')).toBeNull()
    await store.remove('run-a')
    expect(await store.files('run-a')).toEqual(new Map())
    expect(await store.read('run-b', 'a.run')).toEqual(Uint8Array.of(5))
    await store.remove('nothing')
    // What was written is there when it is opened again.
    expect(await (await openBlobs())?.read('run-b', 'a.run')).toEqual(Uint8Array.of(5))
  },
)

test('a page has no synchronous access to the private file system: the database takes its place', async () => {
  expect(await openFolders()).toBeNull()
  const store = await openStore()
  await store?.write('run-a', 'a.run', Uint8Array.of(1))
  expect(await (await openBlobs())?.read('run-a', 'a.run')).toEqual(Uint8Array.of(1))
})

test('the run of an earlier edition is found with its data, once', async () => {
  expect(await firstEditionRun()).toBeNull()
  const database = await openDB('ganvas', 1)
  await database.put('runs', { version: 1, savedAt: 7 }, 'last')
  await database.put('datasets', { summary: 's' }, 'f')
  database.close()
  expect(await firstEditionRun()).toEqual({ saved: { version: 1, savedAt: 7 }, prepared: { summary: 's' } })
  await forgetFirstEdition()
  expect(await firstEditionRun()).toBeNull()
})
