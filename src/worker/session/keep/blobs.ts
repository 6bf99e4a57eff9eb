/**
 * Runs in the browser's database (IndexedDB), one Blob for each file, where its private file system cannot be written to; as plain
 * bytes where it takes no Blobs either (WebKit's private windows).
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Store } from './store.ts'

interface Schema extends DBSchema {
  files: { key: [folder: string, name: string]; value: Blob | Uint8Array<ArrayBuffer> }
}

type Wrap = (bytes: Uint8Array<ArrayBuffer>) => Schema['files']['value']

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
    const asBlob: Wrap = (bytes) => new Blob([bytes])
    if (await takes(database, asBlob)) return new Blobs(database, asBlob)
    // A copy: a view may be a small part of a large buffer, all of which would be stored.
    const asBytes: Wrap = (bytes) => bytes.slice()
    return (await takes(database, asBytes)) ? new Blobs(database, asBytes) : null
  } catch {
    return null
  }
}

async function takes(database: IDBPDatabase<Schema>, wrap: Wrap): Promise<boolean> {
  try {
    await database.put('files', wrap(Uint8Array.of(1)), PROBE)
    await database.delete('files', PROBE)
    return true
  } catch {
    return false
  }
}

class Blobs implements Store {
  constructor(
    private readonly database: IDBPDatabase<Schema>,
    private readonly wrap: Wrap,
  ) {}

  async folders(): Promise<string[]> {
    const keys = await this.database.getAllKeys('files')
    return [...new Set(keys.map(([folder]) => folder))]
  }

  async files(folder: string): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>()
    const walk = this.database.transaction('files').store.iterate(within(folder))
    for await (const { key, value } of walk)
      found.set(key[1], value instanceof Blob ? value.size : value.length)
    return found
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const found = await this.database.get('files', [folder, name])
    if (found === undefined) return null
    return found instanceof Blob ? new Uint8Array(await found.arrayBuffer()) : found
  }

  async write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    // Relaxed, the browsers' own default, survives the tab alone: this is to survive the machine.
    const change = this.database.transaction('files', 'readwrite', { durability: 'strict' })
    await Promise.all([change.store.put(this.wrap(bytes), [folder, name]), change.done])
  }

  async remove(folder: string, name?: string): Promise<void> {
    await this.database.delete('files', name === undefined ? within(folder) : [folder, name])
  }
}

function within(folder: string): IDBKeyRange {
  return IDBKeyRange.bound([folder, ''], [folder, LAST])
}
