/**
 * The one run that earlier editions kept, in this page's database (IndexedDB): read once, to be put on the shelf. What was found is
 * unchecked: src/common/saved/ says what to believe of it. Writes nothing.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

interface Schema extends DBSchema {
  runs: { key: string; value: unknown }
  /** The person's own prepared data, by fingerprint. */
  datasets: { key: string; value: unknown }
}

const NAME = 'ganvas'
const LAST = 'last'

export interface FirstEditionRun {
  readonly saved: unknown
  /** Null where there are none. */
  readonly prepared: unknown
}

/** Null where there is none. */
export async function firstEditionRun(): Promise<FirstEditionRun | null> {
  const database = await open()
  try {
    const saved = await database.get('runs', LAST)
    if (saved === undefined) return null
    const [prepared = null] = await database.getAll('datasets')
    return { saved, prepared }
  } finally {
    database.close()
  }
}

export async function forgetFirstEdition(): Promise<void> {
  const database = await open()
  await database.clear('runs')
  await database.clear('datasets')
  database.close()
}

function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(NAME, 1, {
    upgrade: (database) => {
      database.createObjectStore('runs')
      database.createObjectStore('datasets')
    },
  })
}
