/** Opens what runs are kept in, and reads the run that a worker is to take up. Begins nothing. */
import { originOf } from '../../../common/config/dataset-kind.ts'
import type { TakeUp } from '../../../common/protocol/shelf.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import type { Begin } from '../build/begin.ts'
import { openBlobs } from './blobs.ts'
import { openFolders } from './folders.ts'
import { unpackData } from './kept-data.ts'
import type { TakenRun } from './keeper.ts'
import { claimRun } from './run-locks.ts'
import { DATA, folderOf, Shelf } from './shelf.ts'
import { readNewest } from './slots.ts'
import { isPast } from '../timeline/snapshot-store.ts'
import type { Store } from './store.ts'

/** The worker of this very page may take so long to die, milliseconds; another tab's run does not come free by waiting. */
const PATIENCE = { mine: 10_000, other: 300 } as const

/** What a run is taken up with. */
export interface Taken extends TakenRun {
  /** Own data; null where they were not kept, or need not be. */
  readonly prepared: PreparedTransfer | null
  /** It is open in another tab: this is a copy. */
  readonly isCopy: boolean
}

/** What a session keeps runs in, and the run that it begins with. */
export interface Keeping {
  /** Null where the browser keeps nothing. */
  readonly store: Store | null
  readonly taken: Taken | null
}

export const NOTHING_KEPT: Keeping = { store: null, taken: null }

/** Null where the browser keeps nothing. */
export async function openStore(): Promise<Store | null> {
  return (await openFolders()) ?? openBlobs()
}

/** @throws GanvasError `kept-run-damaged`, `run-unknown` */
export async function readKept(store: Store, { id, mine }: TakeUp): Promise<Taken> {
  const release = await claimRun(id, mine ? PATIENCE.mine : PATIENCE.other)
  if (release === null) {
    const copy = await new Shelf(store).duplicate(id)
    return { ...(await taken(store, copy)), release: await claimRun(copy, 0), isCopy: true }
  }
  try {
    return { ...(await taken(store, id)), release, isCopy: false }
  } catch (thrown) {
    release()
    throw thrown
  }
}

async function taken(store: Store, id: string): Promise<Omit<Taken, 'release' | 'isCopy'>> {
  const newest = await readNewest(store, folderOf(id))
  if (newest === null) {
    throw new GanvasError(
      'kept-run-damaged',
      'The kept run cannot be read: none of its states is whole, or a newer Ganvas wrote it.',
      'Reload the page to get the newest Ganvas; if that does not help, open a file of it.',
    )
  }
  const { checkpoint } = newest.run
  const about = await new Shelf(store).about(id)
  const bytes = originOf(checkpoint.config) === 'own' ? await store.read(DATA, checkpoint.fingerprint) : null
  const there = await store.files(folderOf(id))
  const film = newest.run.film.filter(({ file }) => there.has(file))
  const needed = new Set(film.map(({ file }) => file))
  // States of a past that the run knows no more: it went back, or died before it could say so.
  for (const name of there.keys())
    if (isPast(name) && !needed.has(name)) await store.remove(folderOf(id), name)
  // The name may have been given since.
  return { ...newest, id, run: { ...newest.run, film, name: about.name }, prepared: unpackData(bytes) }
}

/** What the worker starts with where it takes up a kept run: the page's own files and painting go before what was kept. */
export function startWith(start: Begin, { run, prepared }: Taken): Begin {
  const asKept = start.kept?.asKept === true
  const data = asKept ? prepared : (start.prepared ?? prepared)
  const painted = asKept ? run.painted : (start.painted ?? run.painted)
  return {
    ...start,
    config: asKept ? run.checkpoint.config : start.config,
    checkpoint: run.checkpoint,
    ...(data === null ? {} : { prepared: data }),
    ...(painted === null ? {} : { painted }),
  }
}
