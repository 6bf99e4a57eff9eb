/**
 * Keeps what was measured, per adapter, from one visit to the next. Where there is no database, or it refuses, nothing is
 * kept and all is measured again: that costs a moment and no more.
 */

/** Plans by key, as text. */
export type Choices = Readonly<Record<string, string>>

/** What was proved: by claim, the empty text where it holds on this adapter, else why not. */
export type Verdicts = Readonly<Record<string, string>>

export interface Kept {
  readonly choices: Choices
  readonly verdicts: Verdicts
}

export interface PlanCache {
  load(): Promise<Kept>
  save(kept: Kept): Promise<void>
}

/** Raised when kernels change so that old measurements say nothing about them. */
const VERSION = 3
const NAME = 'ganvas-plans'
const STORE = 'adapters'

/** Milliseconds to wait for the database: nothing here is worth holding up a run. */
const PATIENCE_MS = 1000

/** @param adapter what the measurements hold for */
export function planCache(adapter: string): PlanCache {
  const key = `${VERSION} ${adapter}`
  return {
    load: async () => {
      const found = await quietly<Kept>('readonly', (store) => store.get(key))
      return found ?? { choices: {}, verdicts: {} }
    },
    save: async (kept) => {
      await quietly('readwrite', (store) => store.put(kept, key))
    },
  }
}

/** What a request gives; null where anything goes wrong. */
async function quietly<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<T | null> {
  try {
    const database = await settled<IDBDatabase>(opened())
    try {
      return await settled<T>(ask(database.transaction(STORE, mode).objectStore(STORE)))
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}

function opened(): IDBOpenDBRequest {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => void request.result.createObjectStore(STORE)
  return request
}

function settled<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T)
    request.onerror = () => reject(request.error ?? new Error('The database refused.'))
    setTimeout(() => reject(new Error('The database did not answer.')), PATIENCE_MS)
  })
}
