/** Folders of files in memory, as runs are kept in: full when the test says so, and cut short in the middle of a write. */
import { yieldToTasks } from '../../../src/common/yield.ts'
import { StoreFull, type Store } from '../../../src/worker/session/keep/store.ts'

export interface MemoryStore extends Store {
  readonly held: Map<string, Map<string, Uint8Array<ArrayBuffer>>>
  /** Names of what was written, in order. */
  readonly written: string[]
  /** Refuses everything from now on. */
  full: boolean
  /** The next write gets so many bytes far, and then everything dies. */
  tearAt: number | null
  /** Turns that a write takes. */
  slow: number
  /** Takes writes, and never says that they are done. */
  silent: boolean
}

export function memoryStore(): MemoryStore {
  const held: MemoryStore['held'] = new Map()
  const folderOf = (folder: string): Map<string, Uint8Array<ArrayBuffer>> => {
    const found = held.get(folder) ?? new Map<string, Uint8Array<ArrayBuffer>>()
    held.set(folder, found)
    return found
  }
  const store: MemoryStore = {
    ...{ held, written: [], full: false, tearAt: null, slow: 0, silent: false },
    folders: () => Promise.resolve([...held.keys()]),
    files: (folder) =>
      Promise.resolve(new Map([...(held.get(folder) ?? [])].map(([name, { length }]) => [name, length]))),
    read: (folder, name) => Promise.resolve(held.get(folder)?.get(name)?.slice() ?? null),
    write: async (folder, name, bytes) => {
      if (store.silent) return new Promise(() => undefined)
      for (let turn = 0; turn < store.slow; turn++) await yieldToTasks()
      if (store.full) throw new StoreFull()
      const { tearAt } = store
      if (tearAt === null) {
        folderOf(folder).set(name, bytes.slice())
        store.written.push(`${folder}/${name}`)
        return
      }
      store.tearAt = null
      // What lay there is written over as far as it came.
      const before = folderOf(folder).get(name) ?? new Uint8Array()
      const torn = new Uint8Array(Math.max(before.length, tearAt))
      torn.set(before)
      torn.set(bytes.subarray(0, tearAt))
      folderOf(folder).set(name, torn)
      throw new Error('The machine died.')
    },
    remove: (folder, name) => {
      if (name === undefined) held.delete(folder)
      else held.get(folder)?.delete(name)
      return Promise.resolve()
    },
  }
  return store
}
