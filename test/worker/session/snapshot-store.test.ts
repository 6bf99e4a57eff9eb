/** The shelf: what goes to disk comes back number for number, and a disk that fails costs only room. */
import { describe, expect, test } from 'vitest'
import { yieldToTasks } from '../../../src/common/yield.ts'
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { ring } from '../../../src/worker/data/builtin/ring.ts'
import {
  SnapshotStore,
  type Disk,
  type PastStep,
} from '../../../src/worker/session/timeline/snapshot-store.ts'

const config = defaultsFor('ring')
const dataset = ring(config)
const BOUNDS = { memoryCount: 2, memoryBytes: 1e6, count: 5, bytes: 1e6 }

function past(step: number): PastStep {
  const tensors = [
    { name: 'a', shape: [2, 3], data: Float32Array.from({ length: 6 }, (_, i) => step + i / 7) },
    { name: 'b', shape: [1], data: Float32Array.of(-step) },
  ]
  return { checkpoint: { version: 2, step, config, fingerprint: 'f', tensors }, dataset }
}

/** A disk of memory; `room` files fit. */
function fakeDisk(room = Infinity): Disk & { files: Map<string, Checkpoint> } {
  const files = new Map<string, Checkpoint>()
  return {
    files,
    write: (name, checkpoint) => {
      if (files.size >= room) return Promise.reject(new Error('full'))
      files.set(name, structuredClone(checkpoint))
      return Promise.resolve()
    },
    read: (name) => {
      const found = files.get(name)
      return found === undefined
        ? Promise.reject(new Error('missing'))
        : Promise.resolve(structuredClone(found))
    },
    remove: (name) => Promise.resolve(void files.delete(name)),
  }
}

async function put(shelf: SnapshotStore, step: number): Promise<void> {
  shelf.put(past(step))
  await shelf.settled()
}

describe('with a disk', () => {
  test('what was not used for longest moves there and comes back exactly', async () => {
    const disk = fakeDisk()
    const shelf = new SnapshotStore(() => Promise.resolve(disk), BOUNDS)
    for (const step of [1, 2, 3, 4]) await put(shelf, step)
    expect([...disk.files.keys()]).toEqual(['0.f32', '1.f32'])
    for (const step of [1, 2, 3, 4]) expect(await shelf.get(step)).toEqual(past(step))
    expect(shelf.isOver).toBe(false)
  })

  test('a dropped step leaves no file, and a step kept again is the new one', async () => {
    const disk = fakeDisk()
    const shelf = new SnapshotStore(() => Promise.resolve(disk), BOUNDS)
    for (const step of [1, 2, 3]) await put(shelf, step)
    shelf.drop(1)
    await yieldToTasks()
    expect(disk.files.size).toBe(0)
    expect(await shelf.get(1)).toBeNull()
    for (const step of [4, 5, 6]) await put(shelf, step)
    expect(shelf.isOver).toBe(false)
    await put(shelf, 7)
    expect(shelf.isOver).toBe(true)
  })

  test('nobody waits for it: what is on its way counts as kept, and what is dropped meanwhile leaves no file', async () => {
    const disk = fakeDisk()
    const shelf = new SnapshotStore(() => Promise.resolve(disk), BOUNDS)
    for (const step of [1, 2, 3]) shelf.put(past(step))
    expect(disk.files.size).toBe(0)
    expect(await shelf.get(2)).toEqual(past(2))
    shelf.drop(1)
    await shelf.settled()
    await yieldToTasks()
    expect(await shelf.get(1)).toBeNull()
    expect(disk.files.size).toBe(0)
    for (const step of [2, 3]) expect(await shelf.get(step)).toEqual(past(step))
  })

  test('a file that is gone is told, and no longer kept', async () => {
    const disk = fakeDisk()
    const shelf = new SnapshotStore(() => Promise.resolve(disk), BOUNDS)
    for (const step of [1, 2, 3]) await put(shelf, step)
    disk.files.clear()
    await expect(shelf.get(1)).rejects.toThrow('missing')
    expect(shelf.has(1)).toBe(false)
  })
})

test.each([
  ['none', null],
  ['a full one', fakeDisk(1)],
])('with %s, memory is all there is: it is over sooner, and nothing is lost', async (_, disk) => {
  const shelf = new SnapshotStore(() => Promise.resolve(disk), BOUNDS)
  const steps = disk === null ? [1, 2] : [1, 2, 3]
  for (const step of steps) await put(shelf, step)
  expect(shelf.isOver).toBe(false)
  await put(shelf, 9)
  expect(shelf.isOver).toBe(true)
  for (const step of [...steps, 9]) expect(await shelf.get(step)).toEqual(past(step))
})

describe('through to a disk that outlives it', () => {
  const opened = async (bounds = BOUNDS) => {
    const disk = fakeDisk()
    const shelf = new SnapshotStore(() => Promise.resolve(disk), bounds, true)
    for (const step of [1, 2, 3]) await put(shelf, step)
    return { disk, shelf }
  }

  test('everything goes at once, and a step that memory has room for is not read back', async () => {
    const { disk, shelf } = await opened()
    expect(disk.files.size).toBe(3)
    disk.files.clear()
    expect(await shelf.get(3)).toEqual(past(3))
    await expect(shelf.get(1)).rejects.toThrow('missing')
  })

  test('another run begins: the files of the last one stay, and its disk is asked for anew', async () => {
    const { disk, shelf } = await opened()
    shelf.clear()
    expect(shelf.has(1)).toBe(false)
    await yieldToTasks()
    expect(disk.files.size).toBe(3)
    shelf.drop(1)
    await put(shelf, 9)
    expect(disk.files.size).toBe(4)
  })

  test('what lies there since before is taken back, and read when it is asked for', async () => {
    const { disk, shelf } = await opened()
    const { file, bytes } = shelf.stateOf(2) ?? {}
    const next = new SnapshotStore(() => Promise.resolve(disk), BOUNDS, true)
    next.recall({ step: 2, file: file ?? '', bytes: bytes ?? 0, dataset })
    expect(await next.get(2)).toEqual(past(2))
    next.drop(2)
    await yieldToTasks()
    expect(disk.files.size).toBe(2)
  })

  test('a disk that is not there yet is waited for by nobody', async () => {
    let open: (disk: Disk | null) => void = () => undefined
    const waiting = new Promise<Disk | null>((resolve) => (open = resolve))
    const disk = fakeDisk()
    const shelf = new SnapshotStore(() => waiting, BOUNDS, true)
    shelf.put(past(1))
    expect(await shelf.get(1)).toEqual(past(1))
    expect(shelf.stateOf(1)?.file).toBeNull()
    open(disk)
    await shelf.settled()
    expect(shelf.stateOf(1)?.file).toMatch(/^past-/)
    expect(disk.files.size).toBe(1)
  })
})
