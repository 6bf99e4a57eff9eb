/**
 * Keeps the last run across visits, on this machine alone: IndexedDB. A record has a version; older ones are migrated,
 * damaged ones refused with a reason. Must not decide when to save or what to do with a record.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import { repairDataset } from './repair-dataset.ts'
import { repairSavedRun, type SavedRun } from './repair.ts'

interface Schema extends DBSchema {
  runs: { key: string; value: unknown }
  /** The person's own prepared data, by fingerprint: large, written once. */
  datasets: { key: string; value: unknown }
}

const LAST = 'last'

/** Raised by one with each change of the stores; each step is a case that falls through to the next. */
const DATABASE_VERSION = 1

function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('ganvas', DATABASE_VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore('runs')
        database.createObjectStore('datasets')
      }
    },
  })
}

/** Saves the run. Rejects when the browser keeps nothing (private mode, full disk). */
export async function saveRun(run: SavedRun): Promise<void> {
  const database = await open()
  await database.put('runs', run, LAST)
  database.close()
}

/** Keeps prepared data and drops what belonged to earlier runs: at most one set is kept. */
export async function saveDataset(prepared: PreparedTransfer): Promise<void> {
  const database = await open()
  const change = database.transaction('datasets', 'readwrite')
  await change.store.clear()
  await change.store.put(prepared, prepared.summary.fingerprint)
  await change.done
  database.close()
}

/** The last run and, for own data, its dataset; null when there is none or it cannot be used. */
export async function loadRun(): Promise<{ run: SavedRun; prepared: PreparedTransfer | null } | null> {
  const database = await open()
  try {
    const run = repairSavedRun(await database.get('runs', LAST))
    if (run === null) return null
    const prepared = await database.get('datasets', run.checkpoint.fingerprint)
    return { run, prepared: repairDataset(prepared) }
  } finally {
    database.close()
  }
}

/** Forgets everything that was kept. */
export async function forgetRun(): Promise<void> {
  const database = await open()
  await database.clear('runs')
  await database.clear('datasets')
  database.close()
}
