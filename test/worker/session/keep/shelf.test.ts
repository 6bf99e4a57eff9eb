/** The shelf is what the folders say: nothing is lost but what was given away. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ABOUT, aboutOf } from '../../../../src/worker/session/keep/about.ts'
import { claimRun } from '../../../../src/worker/session/keep/run-locks.ts'
import { folderOf, MOST_UNNAMED, Shelf } from '../../../../src/worker/session/keep/shelf.ts'
import { readNewest, writeNewest } from '../../../../src/worker/session/keep/slots.ts'
import { fakeLocks } from '../../../helpers/engine/fake-locks.ts'
import { keptRun } from '../../../helpers/engine/kept-run.ts'
import { memoryStore, type MemoryStore } from '../../../helpers/engine/memory-store.ts'

let store: MemoryStore
let shelf: Shelf
let held: Set<string>

beforeEach(() => {
  store = memoryStore()
  shelf = new Shelf(store)
  held = fakeLocks()
})

afterEach(() => vi.unstubAllGlobals())

async function put(id: string, change: Parameters<typeof keptRun>[0] = {}): Promise<void> {
  const run = keptRun(change)
  await writeNewest(store, folderOf(id), { run, generation: 1 })
  await shelf.put(id, aboutOf(run))
}

const HOUR = 3_600_000

const ids = async () => (await shelf.list(null)).map(({ id }) => id)

test('lists the newest first, each with what tells it from others', async () => {
  await put('old', { savedAt: 5, step: 70 })
  await put('new', { savedAt: 9, name: 'Mine' })
  held.add('ganvas-run-old')
  const [first, second] = await shelf.list('new')
  expect(first).toMatchObject({ id: 'new', name: 'Mine', named: true, step: 60, place: 'here' })
  expect(first?.picture?.kind).toBe('point')
  expect(first?.bytes).toBeGreaterThan(1000)
  expect(second).toMatchObject({
    id: 'old',
    name: 'Ring, 8 modes',
    named: false,
    step: 70,
    place: 'elsewhere',
  })
})

test('needs no index: what it knows of a run is read from the run where its small file is gone, or damaged', async () => {
  await put('a', { step: 80 })
  await store.remove(folderOf('a'), ABOUT)
  expect(await shelf.list(null)).toMatchObject([{ id: 'a', step: 80 }])
  await store.write(folderOf('a'), ABOUT, Uint8Array.of(1, 2, 3))
  expect(await shelf.list(null)).toMatchObject([{ id: 'a', step: 80 }])
})

test('a folder without a whole state is no run, and stands in no other’s way', async () => {
  await put('a')
  await store.write(folderOf('broken'), 'a.run', Uint8Array.of(1, 2, 3))
  expect(await ids()).toEqual(['a'])
})

test('a run shorter than fifty steps is not shown, unless it was named or is here', async () => {
  await put('short', { step: 20 })
  await put('named', { step: 20, name: 'Mine' })
  expect(await ids()).toEqual(['named'])
  expect((await shelf.list('short')).map(({ id }) => id).sort()).toEqual(['named', 'short'])
})

describe('a name', () => {
  test('is given and taken back', async () => {
    await put('a')
    await shelf.rename('a', '  Best faces  ')
    expect(await shelf.list(null)).toMatchObject([{ name: 'Best faces', named: true }])
    await shelf.rename('a', ' ')
    expect(await shelf.list(null)).toMatchObject([{ name: 'Ring, 8 modes', named: false }])
  })

  test('of a run that is gone is refused', async () => {
    await expect(shelf.rename('gone', 'x')).rejects.toMatchObject({ code: 'run-unknown' })
  })
})

test('a copy is a run of its own, its past included', async () => {
  await put('a')
  await store.write(folderOf('a'), 'past-1', Uint8Array.of(4))
  const copy = await shelf.duplicate('a')
  expect((await shelf.list(null)).map(({ name }) => name).sort()).toEqual([
    'Ring, 8 modes',
    'Ring, 8 modes, copy',
  ])
  await store.remove(folderOf('a'))
  expect((await readNewest(store, folderOf(copy)))?.run).toEqual(keptRun({}))
  expect(await store.read(folderOf(copy), 'past-1')).toEqual(Uint8Array.of(4))
})

describe('a deleted run', () => {
  test('is off the shelf at once, can be taken back, and is swept later', async () => {
    await put('a')
    await put('b')
    await shelf.delete('a')
    expect(await ids()).toEqual(['b'])
    await shelf.undelete('a')
    expect((await ids()).sort()).toEqual(['a', 'b'])
    await shelf.delete('a')
    await shelf.sweep(null)
    expect(await store.folders()).toHaveLength(2)
    await shelf.sweep(null, Date.now() + 25 * HOUR)
    expect(await store.folders()).toEqual([folderOf('b')])
    await expect(shelf.undelete('a')).rejects.toMatchObject({ code: 'run-unknown' })
  })

  test('is none while another tab has it open', async () => {
    await put('a')
    held.add('ganvas-run-a')
    await expect(shelf.delete('a')).rejects.toMatchObject({ code: 'run-elsewhere' })
    held.delete('ganvas-run-a')
    // Its own worker's lock stands in nobody's way.
    await claimRun('a', 0)
    await shelf.delete('a')
    expect(await ids()).toEqual([])
  })
})

describe('sweeping', () => {
  test('lets go of short runs and of the oldest without a name; what has one, or is open, stays', async () => {
    for (let i = 0; i <= MOST_UNNAMED + 1; i++) await put(`r${i}`, { savedAt: i })
    await put('named', { savedAt: -1, name: 'Mine' })
    await put('short', { step: 3, savedAt: 99 })
    await put('open', { savedAt: -2 })
    held.add('ganvas-run-open')
    await shelf.sweep('here', 23 * HOUR)
    expect(await store.folders()).toContain(folderOf('short'))
    await shelf.sweep('here', 25 * HOUR)
    const left = await store.folders()
    expect(left).toHaveLength(MOST_UNNAMED + 2)
    for (const gone of ['r0', 'r1', 'short']) expect(left).not.toContain(folderOf(gone))
    for (const kept of ['named', 'open', 'r2']) expect(left).toContain(folderOf(kept))
  })

  test('lets go of a folder in which no run was ever whole, and of none that a newer page wrote', async () => {
    await store.write(folderOf('begun'), 'past-1', Uint8Array.of(1))
    await store.write(folderOf('newer'), 'b.run', Uint8Array.of(1))
    await store.write(folderOf('open'), 'past-1', Uint8Array.of(1))
    held.add('ganvas-run-open')
    await shelf.sweep(null)
    expect((await store.folders()).sort()).toEqual([folderOf('newer'), folderOf('open')])
  })

  test('lets go of data that no run needs, while no other tab, and no newer page’s run, may', async () => {
    await put('a')
    await store.write('data', 'f', Uint8Array.of(1))
    await store.write('data', 'other', Uint8Array.of(1))
    held.add('ganvas-run-elsewhere')
    await shelf.sweep(null)
    expect([...(await store.files('data')).keys()]).toEqual(['f', 'other'])
    held.clear()
    await store.write(folderOf('newer'), 'b.run', Uint8Array.of(1))
    await shelf.sweep(null)
    expect([...(await store.files('data')).keys()]).toEqual(['f', 'other'])
    await store.remove(folderOf('newer'))
    await shelf.sweep(null)
    expect([...(await store.files('data')).keys()]).toEqual(['f'])
  })
})
