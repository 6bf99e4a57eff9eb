/** Runs in the browser's database (IndexedDB), one Blob for each file, where its private file system cannot be written to. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Store } from './store.ts'

interface Schema extends DBSchema {
  files: { key: [folder: string, name: string]; value: Blob }
}

const NAME = 'ganvas-runs'
const PROBE: [string, string] = ['probe', 'probe']
/** Sorts behind every name. */
const LAST = '\uffff'

/** Null where the browser keeps nothing at all. */
export async function openBlobs(): Promise<Store | null> {
  try {
    const database = await openDB<Schema>(NAME, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('files'),
    })
    await database.put('files', new Blob(['1']), PROBE)
    await database.delete('files', PROBE)
    return new Blobs(database)
  } catch {
    return null
  }
}

class Blobs implements Store {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  async folders(): Promise<string[]> {
    const keys = await this.database.getAllKeys('files')
    return [...new Set(keys.map(([folder]) => folder))]
  }

  async files(folder: string): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>()
    const walk = this.database.transaction('files').store.iterate(within(folder))
    for await (const { key, value } of walk) found.set(key[1], value.size)
    return found
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const blob = await this.database.get('files', [folder, name])
    return blob === undefined ? null : new Uint8Array(await blob.arrayBuffer())
  }

  async write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    // Relaxed, the browsers' own default, survives the tab alone: this is to survive the machine.
    const change = this.database.transaction('files', 'readwrite', { durability: 'strict' })
    await Promise.all([change.store.put(new Blob([bytes]), [folder, name]), change.done])
  }

  async remove(folder: string, name?: string): Promise<void> {
    await this.database.delete('files', name === undefined ? within(folder) : [folder, name])
  }
}

function within(folder: string): IDBKeyRange {
  return IDBKeyRange.bound([folder, ''], [folder, LAST])
}
