/**
 * Keeps the run that is trained: its newest sound state goes to the disk while it goes on, with all that a reload needs. One run has
 * one place; other networks are another run, and the last one stays on the shelf. Never changes the run, and decides nothing about
 * training. Where nothing can be kept, states go to the page as long as it lives.
 */
import { originOf } from '../../../common/config/dataset-kind.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { toFailure, type Failure } from '../../../common/failure.ts'
import type { WorkerEvent } from '../../../common/protocol/events.ts'
import type { PaintedDensity } from '../../../common/protocol/painted-density.ts'
import type { BestSoFar } from '../../../common/protocol/timeline.ts'
import { NO_NOTES, type PageNotes } from '../../../common/protocol/run-file.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import type { TwinShown } from '../../../common/protocol/shelf.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Disk } from '../timeline/snapshot-store.ts'
import type { Run } from '../train/run.ts'
import type { Emit } from '../train/trainer.ts'
import { keptTwin, type KeptTwin } from './compare-kept.ts'
import type { KeptRun } from './kept-run.ts'
import { Place } from './place.ts'
import type { Release } from './run-locks.ts'
import { RunRecord } from './run-record.ts'
import { RunWriter, type Gathered, type PastState } from './run-writer.ts'
import { Shelf } from './shelf.ts'
import { isFull, nothingKept, type Store } from './store.ts'
import { within } from '../../../common/within.ts'

/** Keeping takes no more than this share of the time. */
const SHARE = 0.01
/** So long a disk is waited for where somebody wants to know that the run lies there, milliseconds. */
const FLUSH_MS = 8000
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
  /** The disk takes states of the past again. */
  pastAgain(): void
  readonly emit: Emit
}

/** A run that was read from its place, and who holds that. */
export interface TakenRun {
  readonly id: string
  readonly run: KeptRun
  readonly generation: number
  readonly release: Release | null
}

/** A candidate that stood here. */
interface Aside {
  readonly place: Place
  readonly record: RunRecord
  readonly notes: PageNotes
}

type Swap = Extract<WorkerEvent, { type: 'candidate-kept' }>

/** Where runs lie, and what brings them there. */
interface Home {
  readonly store: Store
  readonly shelf: Shelf
  readonly writer: RunWriter
}

export class Keeper {
  private place = new Place()
  private newest: Checkpoint | null = null
  /** What was written last, or is being written. */
  private last: Checkpoint | null = null
  /** Whether the page has told more since. */
  private isStale = false
  private readonly records: Record<SideName, RunRecord> = { run: new RunRecord(), twin: new RunRecord() }
  /** Candidates of a search that stood here: each may come back. */
  private readonly aside = new Map<string, Aside>()
  /** The candidate that is about to take another one's place. */
  private swap: Swap | null = null
  private notes: PageNotes = NO_NOTES
  private writing = false
  private due = 0
  private failing: Failure | null = null
  /** Null where the browser keeps nothing. */
  private readonly home: Home | null

  constructor(
    store: Store | null,
    private readonly ports: KeeperPorts,
  ) {
    const shelf = store === null ? null : new Shelf(store)
    this.home =
      store === null || shelf === null ? null : { store, shelf, writer: new RunWriter(store, shelf) }
  }

  get shelf(): Shelf | null {
    return this.home?.shelf ?? null
  }

  /** The run's id, once it lies on the disk. */
  get here(): string | null {
    return this.place.generation > 0 ? this.place.id : null
  }

  /** Takes in what the page is told. @returns whether the page should hear it */
  hear(event: WorkerEvent): boolean {
    if (event.type === 'checkpoint') return !this.takes(event.checkpoint)
    if (event.type === 'candidate-kept') this.swap = isBack(this.swap, event) ? null : event
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
    const { swap } = this
    this.swap = null
    this.queueNewest()
    if (swap !== null) this.exchange(swap)
    else this.startAnew()
    // Its next state tells where it lies: what lies there now may be of an earlier step.
    this.ports.emit({ type: 'kept', run: null })
  }

  private startAnew(): void {
    this.leaveAll()
    this.stand(new Place())
    this.records.run = new RunRecord()
    this.notes = NO_NOTES
  }

  /** One candidate takes another's place; what stood here keeps its own until it comes back. */
  private exchange({ from, to, rows }: Swap): void {
    const { place } = this
    this.aside.set(from, { place, record: this.records.run, notes: this.notes })
    // Behind its newest state: who waits for a first one that never came must not wait for it to come back.
    this.home?.writer.after(() => place.leave())
    const known = this.aside.get(to)
    this.aside.delete(to)
    this.stand(known?.place ?? new Place())
    this.records.run = known?.record ?? new RunRecord()
    this.notes = known?.notes ?? NO_NOTES
    if (known === undefined && rows !== null) this.records.run.load(rows, [])
  }

  /** Nobody trains these any more. */
  private leaveAll(): void {
    for (const place of [this.place, ...[...this.aside.values()].map((one) => one.place)])
      void this.home?.writer.letGo(place)
    this.aside.clear()
  }

  /** Goes on in the place that a run was read from. */
  takeUp({ run, ...known }: TakenRun): void {
    this.leaveAll()
    this.stand(new Place({ ...known, name: run.name }))
    this.records.run.load(run.history, run.measured)
    if (run.twin !== null) this.records.twin.load(run.twin.history, run.twin.measured)
    this.notes = run.notes
    this.ports.emit({ type: 'kept', run: { id: known.id, step: run.checkpoint.step } })
  }

  /** Rows that came with a run from elsewhere. */
  load(history: Float32Array): void {
    this.records.run.load(history, [])
  }

  /** A kept run as the twin of this one. @throws GanvasError `nothing-kept`, and as keptTwin says */
  twinOf(id: string, run: Run): Promise<KeptTwin> {
    if (this.home === null) throw nothingKept()
    return keptTwin(this.home.store, id, run)
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
    // Nobody waits for ever for a disk that gives no answer: who pauses must get on.
    const answer = await within(this.home?.writer.settled() ?? Promise.resolve(true), FLUSH_MS)
    return this.failing === null && answer !== null ? this.here : null
  }

  /** The person's name for it; empty: what it is of. */
  async rename(name: string): Promise<void> {
    const { home, place } = this
    const id = await this.flush()
    if (id === null || home === null || this.place !== place) return
    // In turn: a state that is written meanwhile would bring the old name back.
    await home.writer.enqueue(async () => {
      place.name = await home.shelf.rename(id, name)
    })
  }

  /** A run that was kept elsewhere gets a place on the shelf. @returns whether it lies there */
  async adopt(run: KeptRun, prepared: PreparedTransfer | null): Promise<boolean> {
    if (this.home === null) return false
    await this.home.writer.add(run, prepared)
    return true
  }

  /** Tidies up behind earlier visits; that it fails is nobody's trouble. */
  async sweep(): Promise<void> {
    await this.shelf?.sweep(this.place.id).catch(() => undefined)
  }

  /** The place of a run is given away: what is trained from now on, or comes back, gets another. */
  async disown(id: string): Promise<void> {
    const { place } = this
    for (const [name, one] of this.aside) {
      if (one.place.id !== id) continue
      this.aside.set(name, { ...one, place: new Place() })
      await this.home?.writer.letGo(one.place)
    }
    if (place.id !== id) return
    this.stand(new Place())
    this.ports.emit({ type: 'kept', run: null })
    await this.home?.writer.letGo(place)
  }

  /** The run's folder for states of its past; null where it gets none. Pending until its first state lies there. */
  async disk(): Promise<Disk | null> {
    return (await this.home?.writer.diskOf(this.place)) ?? null
  }

  private stand(place: Place): void {
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
    if (this.home === null) return false
    this.newest = checkpoint.step > 0 ? checkpoint : null
    return this.failing === null
  }

  private queueNewest(): void {
    const { newest, home, place } = this
    if (newest === null || home === null) return
    this.newest = null
    this.last = newest
    this.isStale = false
    this.writing = true
    // Gathered now: by the time it is written another run may stand here.
    const gathered = this.gathered(newest)
    // The past of this run: what comes after it waits for a place of its own.
    const beside = { data: this.ports.data(), settled: this.ports.pastSettled() }
    void home.writer.enqueue(async () => {
      const begun = performance.now()
      try {
        await home.writer.write(place, gathered, beside)
        this.wrote(place, newest.step)
        const now = performance.now()
        this.due = now + (now - begun) / SHARE
      } catch (thrown) {
        this.due = begun + RETRY_MS
        this.refuse(thrown, place, newest)
      } finally {
        this.writing = false
      }
    })
  }

  private wrote(place: Place, step: number): void {
    if (this.failing !== null) this.ports.pastAgain()
    this.tell(null)
    if (this.place === place) this.ports.emit({ type: 'kept', run: { id: place.id, step } })
  }

  private gathered(checkpoint: Checkpoint): Gathered {
    const { step, config } = checkpoint
    const { run, twin } = this.records
    const beside = this.ports.twin()
    return {
      run: {
        savedAt: Date.now(),
        label: this.ports.data()?.summary.label ?? '',
        checkpoint,
        ...run.until(step),
        painted: originOf(config) === 'painted' ? this.ports.painted() : null,
        notes: this.notes,
        best: this.ports.best(),
        twin: beside === null ? null : { ...beside, ...twin.until(beside.checkpoint.step) },
      },
      film: run.framesUntil(step).map((frame) => ({ frame, state: this.ports.stateOf(frame.step) })),
    }
  }

  private refuse(thrown: unknown, place: Place, checkpoint: Checkpoint): void {
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
    // As long as the page lives, a dead worker costs no steps; of a run that was left it remembers nothing.
    if (this.place === place) this.ports.emit({ type: 'checkpoint', checkpoint })
  }

  private tell(failure: Failure | null): void {
    if (this.failing?.code === failure?.code) return
    this.failing = failure
    this.ports.emit({ type: 'unkept', failure })
  }
}

/** Whether the exchange did not come about: its candidate's networks could not stand. */
function isBack(swap: Swap | null, { from, to }: Swap): boolean {
  return swap !== null && swap.from === to && swap.to === from
}
