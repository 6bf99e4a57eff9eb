/** Room beyond memory, on a file system that is played by maps: what was written is read, and dead workers' folders go. */
import { afterEach, expect, test, vi } from 'vitest'
import type { Checkpoint } from '../../../../src/common/config/checkpoint.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { openDisk } from '../../../../src/worker/session/timeline/snapshot-disk.ts'

afterEach(() => vi.unstubAllGlobals())

class Folder {
  readonly folders = new Map<string, Folder>()
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>()
  open = 0

  constructor(private readonly room = Infinity) {}

  keys(): AsyncIterable<string> {
    const names = [...this.folders.keys()]
    return (async function* () {
      for (const name of names) yield await Promise.resolve(name)
    })()
  }

  getDirectoryHandle(name: string): Promise<Folder> {
    const found = this.folders.get(name) ?? new Folder(this.room)
    this.folders.set(name, found)
    return Promise.resolve(found)
  }

  getFileHandle(name: string, { create = false } = {}): Promise<object> {
    const { files, room } = this
    if (!create && !files.has(name)) return Promise.reject(new Error('NotFoundError'))
    const write = (bytes: Uint8Array, { at }: { at: number }): number => {
      if (at + bytes.length > room) return 0
      const before = files.get(name) ?? new Uint8Array()
      const after = new Uint8Array(Math.max(before.length, at + bytes.length))
      after.set(before)
      after.set(bytes, at)
      files.set(name, after)
      return bytes.length
    }
    return Promise.resolve({
      createSyncAccessHandle: () => Promise.resolve({ write, close: () => this.open--, was: this.open++ }),
      getFile: () => Promise.resolve(new Blob([files.get(name) ?? new Uint8Array()])),
    })
  }

  removeEntry(name: string): Promise<void> {
    this.folders.delete(name)
    this.files.delete(name)
    return Promise.resolve()
  }
}

type Lock = (lock: object | null) => unknown

/** A browser whose file system has these folders, some of them of workers that live. */
function browser(room = Infinity, folders: readonly string[] = [], living: readonly string[] = []) {
  const root = new Folder(room)
  const all = new Folder(room)
  root.folders.set('ganvas-timeline', all)
  for (const name of folders) all.folders.set(name, new Folder(room))
  const held = new Set(living.map((name) => `ganvas-timeline-${name}`))
  const request = (name: string, how: Lock | object, then?: Lock): Promise<unknown> => {
    const taken = held.has(name)
    if (typeof how === 'function') held.add(name)
    return Promise.resolve((typeof how === 'function' ? (how as Lock) : then)?.(taken ? null : {}))
  }
  vi.stubGlobal('navigator', {
    storage: { getDirectory: () => Promise.resolve(root) },
    locks: { request },
  })
  return { all }
}

function stateOf(...values: Float32Array[]): Checkpoint {
  const tensors = values.map((data, i) => ({ name: `t${i}`, shape: [data.length], data }))
  return { version: 2, step: 3, config: defaultsFor('ring'), fingerprint: 'f', tensors }
}

/** As memory holds it while the values are on the disk. */
function emptied(state: Checkpoint): Checkpoint {
  return { ...state, tensors: state.tensors.map((tensor) => ({ ...tensor, data: new Float32Array(0) })) }
}

test('what was written is read, all parts in one, to the bit', async () => {
  browser()
  const disk = await openDisk()
  const whole = Float32Array.of(9, 1.5, -2, 3, NaN, 0.1, 9)
  // Parts of a larger buffer: only their own bytes count.
  const state = stateOf(whole.subarray(1, 3), whole.subarray(3, 6))
  await disk?.write('step', state)
  expect(await disk?.read('step', emptied(state))).toEqual(stateOf(whole.slice(1, 3), whole.slice(3, 6)))
})

test('what was removed is gone', async () => {
  browser()
  const disk = await openDisk()
  const state = stateOf(Float32Array.of(1))
  await disk?.write('step', state)
  await disk?.remove('step')
  await expect(disk?.read('step', emptied(state))).rejects.toThrow()
})

test('a full disk says so, and leaves no file open', async () => {
  const { all } = browser(8)
  const disk = await openDisk()
  await expect(disk?.write('step', stateOf(Float32Array.of(1, 2), Float32Array.of(3)))).rejects.toThrow(
    'full',
  )
  expect([...all.folders.values()].map(({ open }) => open)).toEqual([0])
})

test('folders of workers that live no more are swept, those of the living and its own stay', async () => {
  const { all } = browser(Infinity, ['dead', 'alive'], ['alive'])
  const disk = await openDisk()
  await vi.waitFor(() => expect(all.folders.has('dead')).toBe(false))
  expect(all.folders.has('alive')).toBe(true)
  expect(all.folders.size).toBe(2)
  const state = stateOf(Float32Array.of(1))
  await disk?.write('step', state)
  expect(await disk?.read('step', emptied(state))).toEqual(state)
})

test('where the browser has no such place there is no disk, and that is no failure', async () => {
  vi.stubGlobal('navigator', {})
  expect(await openDisk()).toBeNull()
})
