/**
 * Room for numbers beyond memory: files of the browser's private file system (OPFS), one folder per worker, gone with
 * it. Holds what can be lost without harm; what must survive a visit lies in src/worker/session/keep/.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { Disk } from './snapshot-store.ts'

const FOLDER = 'ganvas-timeline'

/** Opens a fresh folder and sweeps those of workers that live no more; null where there is no such place. */
export async function openDisk(): Promise<Disk | null> {
  try {
    const root = await navigator.storage.getDirectory()
    const all = await root.getDirectoryHandle(FOLDER, { create: true })
    const name = crypto.randomUUID()
    await claim(name)
    const own = await all.getDirectoryHandle(name, { create: true })
    void sweep(all)
    return new FolderDisk(own)
  } catch {
    return null
  }
}

class FolderDisk implements Disk {
  constructor(private readonly folder: FileSystemDirectoryHandle) {}

  async write(name: string, { tensors }: Checkpoint): Promise<void> {
    const file = await this.folder.getFileHandle(name, { create: true })
    const access = await file.createSyncAccessHandle()
    try {
      // In one piece: each write is a call to another process where the browser keeps such files in memory.
      const bytes = joined(tensors.map(({ data }) => data))
      if (access.write(bytes, { at: 0 }) !== bytes.length) throw new Error('The disk is full.')
    } finally {
      access.close()
    }
  }

  async read(name: string, emptied: Checkpoint | null): Promise<Checkpoint> {
    if (emptied === null) throw new Error('Nobody knows what lies there.')
    const file = await this.folder.getFileHandle(name)
    const values = new Float32Array(await (await file.getFile()).arrayBuffer())
    let at = 0
    const tensors = emptied.tensors.map(({ name, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1)
      return { name, shape, data: values.subarray(at, (at += size)) }
    })
    return { ...emptied, tensors }
  }

  async remove(name: string): Promise<void> {
    await this.folder.removeEntry(name)
  }
}

function joined(parts: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return new Uint8Array(whole.buffer)
}

/** Holds a lock as long as the worker lives: who gets it knows that the folder has no owner. */
function claim(name: string): Promise<void> {
  return new Promise((held, failed) => {
    navigator.locks
      .request(lockOf(name), () => {
        held()
        return new Promise<never>(() => undefined)
      })
      .catch(failed)
  })
}

async function sweep(all: FileSystemDirectoryHandle): Promise<void> {
  for await (const name of all.keys()) {
    await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await all.removeEntry(name, { recursive: true }).catch(() => undefined)
    })
  }
}

function lockOf(name: string): string {
  return `${FOLDER}-${name}`
}
