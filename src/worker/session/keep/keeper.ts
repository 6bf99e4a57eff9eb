/**
 * Keeps the run that is trained: its newest sound state goes to the disk while it goes on, with all that a reload needs. One run has
 * one place; other networks are another run, and the last one stays on the shelf. Never changes the run, and decides nothing about
 * training. Where nothing can be kept, states go to the page as long as it lives.
 */
import { originOf } from '../../../common/config/dataset-kind.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { toFailure, type Failure } from '../../../common/failure.ts'
import type { FilmFrame } from '../../../common/protocol/film.ts'
import type { WorkerEvent } from '../../../common/protocol/events.ts'
import type { PaintedDensity } from '../../../common/protocol/painted-density.ts'
import type { BestSoFar } from '../../../common/protocol/timeline.ts'
import { NO_NOTES, type PageNotes } from '../../../common/protocol/run-file.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Disk } from '../timeline/snapshot-store.ts'
import type { TwinShown } from '../../../common/protocol/shelf.ts'
import type { Run } from '../train/run.ts'
import type { Emit } from '../train/trainer.ts'
import { aboutOf } from './about.ts'
import { packData } from './kept-data.ts'
import { packState, unpackState, type KeptFrame, type KeptRun } from './kept-run.ts'
import { keptTwin, type KeptTwin } from './compare-kept.ts'
import { claimRun, type Release } from './run-locks.ts'
import { RunRecord } from './run-record.ts'
import { DATA, folderOf, Shelf } from './shelf.ts'
import { dropOlder, writeNewest } from './slots.ts'
import { isFull, nothingKept, type Store } from './store.ts'

/** Keeping takes no more than this share of the time. */
const SHARE = 0.02
/** A disk that took nothing is tried again after so long, milliseconds. */
const RETRY_MS = 20_000

/** What it needs of the session. */
export interface KeeperPorts {
  /** What is trained on, and where it lies on the disk; null while there is none. */
  data(): Dataset | null
  painted(): PaintedDensity | null
  /** The twin at a step that it stood at with the run; null while nothing is compared. */
  twin(): { readonly checkpoint: Checkpoint; readonly since: number } | null
  /** Where the networks of a past step lie; its file is known once it is written. Null where that step is not kept. */
  stateOf(step: number): PastState | null
  best(): BestSoFar | null
  /** Resolves when all of the past that is to be on the disk is there. */
  pastSettled(): Promise<void>
  readonly emit: Emit
}

interface PastState {
  readonly file: string | null
  readonly bytes: number
}

/** A run as it was gathered: which of its past lies on the disk is seen when it is written. */
interface Gathered {
  readonly run: Omit<KeptRun, 'film'>
  readonly film: readonly { readonly frame: FilmFrame; readonly state: PastState | null }[]
}

/** What lies beside a run on the disk. */
interface Beside {
  readonly data: Dataset | null
  /** When its past is there. */
  readonly settled: Promise<void>
}

/** A candidate that stood here. */
interface Aside {
  readonly place: Place
  readonly record: RunRecord
  readonly notes: PageNotes
}

/** The place of the run that is trained. */
interface Place {
  readonly id: string
  name: string | null
  generation: number
  release: Release | null
  /** Told once the first state lies there, or never will. */
  readonly gate: { readonly opened: Promise<boolean>; open: (isThere: boolean) => void }
}

export class Keeper {
  private place = freshPlace()
  private newest: Checkpoint | null = null
  /** What was written last, or is being written. */
  private last: Checkpoint | null = null
  /** Whether the page has told more since. */
  private isStale = false
  private readonly records: Record<SideName, RunRecord> = { run: new RunRecord(), twin: new RunRecord() }
  /** Candidates of a search that stood here: each may come back. */
  private readonly aside = new Map<string, Aside>()
  /** The candidate that is about to take another one's place. */
  private swap: Extract<WorkerEvent, { type: 'candidate-kept' }> | null = null
  private notes: PageNotes = NO_NOTES
  private queue: Promise<void> = Promise.resolve()
  private writing = false
  private due = 0
  private failing: Failure | null = null
  private readonly dataThere = new Set<string>()
  /** One write after the other uses it. */
  private room: Uint8Array<ArrayBuffer> | null = null
  readonly shelf: Shelf | null

  constructor(
    private readonly store: Store | null,
    private readonly ports: KeeperPorts,
  ) {
    this.shelf = store === null ? null : new Shelf(store)
  }

  /** The run's id, once it lies on the disk. */
  get here(): string | null {
    return this.place.generation > 0 ? this.place.id : null
  }

  /** Takes in what the page is told. @returns whether the page should hear it */
  hear(event: WorkerEvent): boolean {
    if (event.type === 'checkpoint') return !this.takes(event.checkpoint)
    if (event.type === 'candidate-kept') this.swap = event
    this.record(event)
    return true
  }

  private record(event: WorkerEvent): void {
    const { run, twin } = this.records
    if (event.type === 'tick') this.records[event.side].add(event.tick)
    else if (event.type === 'run') this.records[event.side].cutAfter(event.step)
    else if (event.type === 'film') run.film(event.added, event.dropped)
    else if (event.type === 'step-kept') run.nameStep(event.step, event.name)
    else if (event.type === 'twin-kept') run.takeOver(twin, event.since)
    else if (event.type === 'comparison' && event.since === null) twin.clear()
  }

  note(notes: PageNotes): void {
    this.notes = notes
    this.isStale = true
  }

  /** Other networks: another run begins. The last one is written as it stands, and stays on the shelf. */
  begin(): void {
    const { place, swap } = this
    this.swap = null
    this.queueNewest()
    if (swap !== null) {
      this.exchange(swap)
      return
    }
    for (const left of [place, ...[...this.aside.values()].map((one) => one.place)])
      this.enqueue(() => this.letGo(left))
    this.aside.clear()
    this.settle(freshPlace())
    this.records.run = new RunRecord()
    this.notes = NO_NOTES
    this.tellPlace()
  }

  /** One candidate takes another's place; what stood here keeps its own until it comes back. */
  private exchange({ from, to, rows }: NonNullable<Keeper['swap']>): void {
    this.aside.set(from, { place: this.place, record: this.records.run, notes: this.notes })
    const known = this.aside.get(to)
    this.aside.delete(to)
    this.settle(known?.place ?? freshPlace())
    this.records.run = known?.record ?? new RunRecord()
    this.notes = known?.notes ?? NO_NOTES
    if (known === undefined && rows !== null) this.records.run.load(rows, [])
    this.tellPlace()
  }

  private tellPlace(): void {
    // Its next state tells where it lies: what lies there now may be of an earlier step.
    this.ports.emit({ type: 'kept', run: null })
  }

  /** Goes on in the place that a run was read from. */
  takeUp({ run, id, generation, release }: TakenRun): void {
    const gate = freshGate()
    gate.open(true)
    this.settle({ id, name: run.name, generation, release, gate })
    this.records.run.load(run.history, run.measured)
    if (run.twin !== null) this.records.twin.load(run.twin.history, run.twin.measured)
    this.notes = run.notes
    this.dataThere.add(run.checkpoint.fingerprint)
    this.ports.emit({ type: 'kept', run: { id, step: run.checkpoint.step } })
  }

  /** Rows that came with a run from elsewhere. */
  load(history: Float32Array): void {
    this.records.run.load(history, [])
  }

  /** A kept run as the twin of this one. @throws GanvasError `nothing-kept`, and as keptTwin says */
  twinOf(id: string, run: Run): Promise<KeptTwin> {
    if (this.store === null) throw nothingKept()
    return keptTwin(this.store, id, run)
  }

  loadTwin({ history, measured }: TwinShown): void {
    this.records.twin.load(history, measured)
  }

  /** Writes the newest state where it is time. @param training then keeping takes its share and no more */
  work(training: boolean, now: number): void {
    if (!training) this.freshen()
    if (this.newest === null || this.writing || (training && now < this.due)) return
    this.queueNewest()
  }

  /** Resolves once the newest state lies on the disk, or cannot. @returns the run's id, null where it is not kept */
  async flush(): Promise<string | null> {
    this.freshen()
    this.queueNewest()
    await this.queue
    return this.failing === null ? this.here : null
  }

  /** The person's name for it; empty: what it is of. */
  async rename(name: string): Promise<void> {
    const id = await this.flush()
    if (id !== null && this.shelf !== null) this.place.name = await this.shelf.rename(id, name)
  }

  /** A run that was kept elsewhere gets a place on the shelf. */
  async adopt(run: KeptRun, prepared: PreparedTransfer | null): Promise<void> {
    const { store, shelf } = this
    if (store === null || shelf === null) return
    const id = crypto.randomUUID()
    const { fingerprint } = run.checkpoint
    if (prepared?.summary.fingerprint === fingerprint)
      await store.write(DATA, fingerprint, packData(prepared))
    await writeNewest(store, folderOf(id), { run, generation: 1 })
    await shelf.put(id, aboutOf(run))
  }

  /** Tidies up behind earlier visits; that it fails is nobody's trouble. */
  async sweep(): Promise<void> {
    await this.shelf?.sweep(this.place.id).catch(() => undefined)
  }

  /** Its place was given away: what is trained from now on gets another. */
  disown(): void {
    const { place } = this
    place.gate.open(false)
    this.enqueue(() => Promise.resolve(place.release?.()))
    this.settle(freshPlace())
    this.tellPlace()
  }

  /** The run's folder for states of its past; null where it gets none. Pending until its first state lies there. */
  async disk(): Promise<Disk | null> {
    const { store, place } = this
    if (store === null || !(await place.gate.opened)) return null
    const folder = folderOf(place.id)
    return {
      write: (name, checkpoint) => store.write(folder, name, packState(checkpoint)),
      read: async (name) => {
        const bytes = await store.read(folder, name)
        const checkpoint = bytes === null ? null : unpackState(bytes)
        if (checkpoint === null) throw new Error('The file is gone, or damaged.')
        return checkpoint
      },
      remove: (name) => store.remove(folder, name),
    }
  }

  private settle(place: Place): void {
    this.place = place
    this.newest = null
    this.last = null
    this.isStale = false
  }

  /** A pin, a mark, a challenge: the same state with what the page has told since. */
  private freshen(): void {
    if (this.isStale && this.newest === null) this.newest = this.last
  }

  /** Whether the worker keeps it: then the page need not hold it. */
  private takes(checkpoint: Checkpoint): boolean {
    if (this.store === null) return false
    this.newest = checkpoint.step > 0 ? checkpoint : null
    return this.failing === null
  }

  private queueNewest(): void {
    const { newest, store, place } = this
    if (newest === null || store === null) return
    this.newest = null
    this.last = newest
    this.isStale = false
    this.writing = true
    // Gathered now: by the time it is written another run may stand here.
    const gathered = this.gathered(newest)
    const data = this.ports.data()
    // Of this run: what comes after it waits for a place of its own.
    const settled = this.ports.pastSettled()
    this.enqueue(async () => {
      const begun = performance.now()
      try {
        await this.write(store, place, gathered, { data, settled })
        this.tell(null)
      } catch (thrown) {
        this.due = begun + RETRY_MS
        this.refuse(thrown, newest)
        return
      } finally {
        this.writing = false
      }
      const now = performance.now()
      this.due = now + (now - begun) / SHARE
    })
  }

  private async write(
    store: Store,
    place: Place,
    gathered: Gathered,
    { data, settled }: Beside,
  ): Promise<void> {
    const folder = folderOf(place.id)
    place.release ??= await claimRun(place.id, 0)
    place.gate.open(true)
    await this.writeData(store, gathered.run, data)
    await settled
    const run = { ...gathered.run, name: place.name, film: filmOf(gathered) }
    const generation = place.generation + 1
    this.room = await writeNewest(store, folder, { run, generation }, this.room)
    place.generation = generation
    await this.shelf?.put(place.id, aboutOf(run))
    const { step } = run.checkpoint
    if (this.place === place) this.ports.emit({ type: 'kept', run: { id: place.id, step } })
  }

  /** Own data, once. Without room for them the run is kept all the same: it will ask for them. */
  private async writeData(
    store: Store,
    { checkpoint }: Gathered['run'],
    data: Dataset | null,
  ): Promise<void> {
    const { fingerprint } = checkpoint
    if (data?.summary.fingerprint !== fingerprint || this.dataThere.has(fingerprint)) return
    this.dataThere.add(fingerprint)
    const prepared = data.keep()
    if (prepared === null || (await store.files(DATA)).has(fingerprint)) return
    await store.write(DATA, fingerprint, packData(prepared)).catch(() => store.remove(DATA, fingerprint))
  }

  private async letGo(place: Place): Promise<void> {
    place.gate.open(false)
    if (this.store !== null && place.generation > 0)
      await dropOlder(this.store, folderOf(place.id), place.generation).catch(() => undefined)
    place.release?.()
  }

  private gathered(checkpoint: Checkpoint): Gathered {
    const { step, config } = checkpoint
    const { run, twin } = this.records
    const beside = this.ports.twin()
    return {
      run: {
        savedAt: Date.now(),
        name: this.place.name,
        label: this.ports.data()?.summary.label ?? '',
        checkpoint,
        history: run.rowsUntil(step),
        measured: run.measuredUntil(step),
        painted: originOf(config) === 'painted' ? this.ports.painted() : null,
        notes: this.notes,
        best: this.ports.best(),
        twin:
          beside === null
            ? null
            : {
                ...beside,
                history: twin.rowsUntil(beside.checkpoint.step),
                measured: twin.measuredUntil(beside.checkpoint.step),
              },
      },
      film: run.framesUntil(step).map((frame) => ({ frame, state: this.ports.stateOf(frame.step) })),
    }
  }

  private refuse(thrown: unknown, checkpoint: Checkpoint): void {
    this.place.gate.open(false)
    this.tell(
      isFull(thrown)
        ? {
            code: 'disk-full',
            sentence: 'There is no more room to keep this run; what was kept before is still there.',
            nextStep: 'Delete runs from the shelf, or take this one away as a file.',
          }
        : {
            ...toFailure(thrown),
            code: 'not-kept',
            sentence: 'The browser did not let this run be kept; it goes on all the same.',
            nextStep: 'Take it away as a file before you close the page.',
          },
    )
    // As long as the page lives, a dead worker costs no steps.
    this.ports.emit({ type: 'checkpoint', checkpoint })
  }

  private tell(failure: Failure | null): void {
    if (this.failing?.code === failure?.code) return
    this.failing = failure
    this.ports.emit({ type: 'unkept', failure })
  }

  private enqueue(job: () => Promise<unknown>): void {
    this.queue = this.queue.then(job).then(
      () => undefined,
      () => undefined,
    )
  }
}

/** A run that was read from its place, and who holds that. */
export interface TakenRun {
  readonly id: string
  readonly run: KeptRun
  readonly generation: number
  readonly release: Release | null
}

/** Frames whose networks lie on the disk. */
function filmOf({ film }: Gathered): KeptFrame[] {
  return film.flatMap(({ frame, state }) => {
    const { file = null, bytes = 0 } = state ?? {}
    return file === null ? [] : [{ ...frame, file, bytes }]
  })
}

function freshPlace(): Place {
  return { id: crypto.randomUUID(), name: null, generation: 0, release: null, gate: freshGate() }
}

function freshGate(): Place['gate'] {
  let open: (isThere: boolean) => void = () => undefined
  const opened = new Promise<boolean>((resolve) => (open = resolve))
  return { opened, open }
}
