/**
 * Writes runs to the disk, one thing after the other: states with their data beside them, in their places. Decides neither what is
 * kept nor when; that is keeper.ts' work.
 */
import type { FilmFrame } from '../../../common/protocol/film.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import type { Dataset } from '../../data/dataset.ts'
import { within } from '../../../common/within.ts'
import type { Disk } from '../timeline/snapshot-store.ts'
import { aboutOf } from './about.ts'
import { packData } from './kept-data.ts'
import { packState, unpackState, type KeptFrame, type KeptRun } from './kept-run.ts'
import type { Place } from './place.ts'
import { claimRun } from './run-locks.ts'
import { DATA, folderOf, type Shelf } from './shelf.ts'
import { dropOlder, writeNewest } from './slots.ts'
import type { Store } from './store.ts'

export interface PastState {
  readonly file: string | null
  readonly bytes: number
}

/** A run as it was gathered: which of its past lies on the disk is seen when it is written. */
export interface Gathered {
  readonly run: Omit<KeptRun, 'film' | 'name'>
  readonly film: readonly { readonly frame: FilmFrame; readonly state: PastState | null }[]
}

/** What lies beside a run on the disk. */
export interface Beside {
  readonly data: Dataset | null
  /** When its past is there. */
  readonly settled: Promise<void>
}

export class RunWriter {
  private queue: Promise<unknown> = Promise.resolve()
  /** Fingerprints of data that lie there. */
  private readonly dataThere = new Set<string>()
  /** Memory that states are packed in; null while one is being written. */
  private room: Uint8Array<ArrayBuffer> | null = null

  constructor(
    private readonly store: Store,
    private readonly shelf: Shelf,
  ) {}

  /** Resolves once all that is to be written is there, or could not be. @returns true, to be told from no answer */
  async settled(): Promise<true> {
    await this.queue
    return true
  }

  /**
   * In turn with what is written. Rejects as the job does, and where the disk gives no answer (seen of Chromium's private file system, once in
   * some fifty runs); what comes next does not mind.
   */
  enqueue<T>(job: () => Promise<T>): Promise<T> {
    const done = this.queue.then(() => answered(job))
    this.queue = done.catch(() => undefined)
    return done
  }

  /** Behind all that is to be written so far. */
  after(act: () => void): void {
    this.queue = this.queue.then(act)
  }

  /** To be called in turn. @throws what the disk says, or that it says nothing */
  write(place: Place, gathered: Gathered, beside: Beside): Promise<void> {
    return answered(() => this.writeAll(place, gathered, beside))
  }

  private async writeAll(place: Place, gathered: Gathered, { data, settled }: Beside): Promise<void> {
    place.release ??= await claimRun(place.id, 0)
    place.open()
    await this.writeData(gathered.run.checkpoint.fingerprint, data)
    await settled
    const run = { ...gathered.run, name: place.name, film: filmOf(gathered) }
    const generation = place.generation + 1
    await this.inRoom((room) => writeNewest(this.store, folderOf(place.id), { run, generation }, room))
    place.generation = generation
    await this.shelf.put(place.id, aboutOf(run))
  }

  /** A run that nobody trains gets a place of its own. @throws what the disk says */
  add(run: KeptRun, prepared: PreparedTransfer | null): Promise<void> {
    const id = crypto.randomUUID()
    const { fingerprint } = run.checkpoint
    return this.enqueue(async () => {
      if (prepared?.summary.fingerprint === fingerprint)
        await this.store.write(DATA, fingerprint, packData(prepared))
      await writeNewest(this.store, folderOf(id), { run, generation: 1 })
      await this.shelf.put(id, aboutOf(run))
    })
  }

  /** Nobody trains the run any more: one state is enough. */
  letGo(place: Place): Promise<void> {
    return this.enqueue(async () => {
      place.leave()
      if (place.generation > 0)
        await dropOlder(this.store, folderOf(place.id), place.generation).catch(() => undefined)
      place.release?.()
      place.release = null
    })
  }

  /** The place's folder for states of its past; null where it takes none. Pending until its first state lies there. */
  async diskOf(place: Place): Promise<Disk | null> {
    const { store } = this
    if (!(await place.takesPast)) return null
    const folder = folderOf(place.id)
    return {
      write: (name, checkpoint) =>
        this.inRoom(async (room) => {
          const bytes = packState(checkpoint, room)
          await store.write(folder, name, bytes)
          return new Uint8Array(bytes.buffer)
        }),
      read: async (name) => {
        const bytes = await store.read(folder, name)
        const checkpoint = bytes === null ? null : unpackState(bytes)
        if (checkpoint === null) throw new Error('The file is gone, or damaged.')
        return checkpoint
      },
      remove: (name) => store.remove(folder, name),
    }
  }

  /** Packs in the memory of the last writing: a fresh piece costs more than filling it. Who writes meanwhile takes another. */
  private async inRoom(
    write: (room: Uint8Array<ArrayBuffer> | null) => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<void> {
    const { room } = this
    this.room = null
    this.room = await write(room)
  }

  /** Own data, once. Without room for them the run is kept all the same: it will ask for them. */
  private async writeData(fingerprint: string, data: Dataset | null): Promise<void> {
    if (data?.summary.fingerprint !== fingerprint || this.dataThere.has(fingerprint)) return
    if (!(await this.store.files(DATA)).has(fingerprint)) {
      const prepared = data.keep()
      try {
        if (prepared !== null) await this.store.write(DATA, fingerprint, packData(prepared))
      } catch {
        await this.store.remove(DATA, fingerprint)
        return
      }
    }
    this.dataThere.add(fingerprint)
  }
}

/** Frames whose networks lie on the disk. */
function filmOf({ film }: Gathered): KeptFrame[] {
  return film.flatMap(({ frame, state }) => {
    const { file = null, bytes = 0 } = state ?? {}
    return file === null ? [] : [{ ...frame, file, bytes }]
  })
}

/** A disk is given up after so long, milliseconds: the largest sets take some seconds. */
const PATIENCE_MS = 45_000

async function answered<T>(job: () => Promise<T>): Promise<T> {
  const answer = await within(
    job().then((value) => ({ value })),
    PATIENCE_MS,
  )
  if (answer === null) throw new Error('The disk gave no answer.')
  return answer.value
}
