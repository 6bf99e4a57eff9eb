/** Runs in the browser's private file system (OPFS), by the synchronous access that only workers have. */
import { StoreFull, type Store } from './store.ts'

const ROOT = 'ganvas-runs'
const PROBE = 'probe'

/** Null where the browser has no such place, or does not let a worker write there (Safari's and Firefox's private windows). */
export async function openFolders(): Promise<Store | null> {
  try {
    const top = await navigator.storage.getDirectory()
    const store = new Folders(await top.getDirectoryHandle(ROOT, { create: true }))
    await store.write(PROBE, PROBE, Uint8Array.of(1))
    await store.remove(PROBE)
    return store
  } catch {
    return null
  }
}

class Folders implements Store {
  constructor(private readonly root: FileSystemDirectoryHandle) {}

  async folders(): Promise<string[]> {
    const names: string[] = []
    for await (const name of this.root.keys()) names.push(name)
    return names
  }

  async files(folder: string): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>()
    const handle = await this.open(folder)
    if (handle === null) return found
    try {
      for await (const entry of handle.values()) {
        if (entry.kind !== 'file') continue
        // Let go of since it was listed: a past that is thinned out meanwhile.
        const file = await entry.getFile().catch(missing)
        if (file !== null) found.set(entry.name, file.size)
      }
    } catch (thrown) {
      // The folder itself.
      missing(thrown)
    }
    return found
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const handle = await this.open(folder)
    if (handle === null) return null
    const file = await handle.getFileHandle(name).catch(missing)
    const held = (await file?.getFile().catch(missing)) ?? null
    return held === null ? null : new Uint8Array(await held.arrayBuffer())
  }

  async write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const handle = await this.root.getDirectoryHandle(folder, { create: true })
    const file = await handle.getFileHandle(name, { create: true })
    const access = await file.createSyncAccessHandle()
    try {
      if (access.write(bytes, { at: 0 }) !== bytes.length) throw new StoreFull()
      access.truncate(bytes.length)
      access.flush()
    } finally {
      access.close()
    }
  }

  async remove(folder: string, name?: string): Promise<void> {
    if (name === undefined) await this.root.removeEntry(folder, { recursive: true }).catch(missing)
    else await (await this.open(folder))?.removeEntry(name).catch(missing)
  }

  private open(folder: string): Promise<FileSystemDirectoryHandle | null> {
    return this.root.getDirectoryHandle(folder).catch(missing)
  }
}

function missing(thrown: unknown): null {
  if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null
  throw thrown
}
