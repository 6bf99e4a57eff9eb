/**
 * The past of a run: snapshots of both networks while it trains, thinned as it grows, each with a frame of the film. Costs
 * a fixed small share of the time. Never touches the networks except to read them.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { FilmFrame, FilmPicture } from '../../../common/protocol/film.ts'
import { Throttle } from '../schedule/throttle.ts'
import { filmPicture } from './film.ts'
import type { Run } from '../train/run.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { PastStep, RecalledStep, SnapshotStore } from './snapshot-store.ts'
import { snapshotCost } from '../train/snapshot-cost.ts'
import { nearestStep, stepToDrop, type KeptStep } from '../../../common/numbers/timeline-thinning.ts'

/** Snapshots are taken no more often than this, and for no more than this share of the time. */
const SNAPSHOT_MS = 400
const SNAPSHOT_SHARE = 0.02
/** Where a snapshot is so dear that this would leave the film empty: at least so often, for up to a tenth of the time. */
const SNAPSHOT_LEAST = { interval: 4000, share: 0.1 }
/** A marked moment need not wait as long. */
const MARKED_MS = 120
const MARKED_SHARE = 0.1

interface Taken {
  past: PastStep
  picture: FilmPicture
}

export type TellFilm = (added: FilmFrame[], dropped: number[]) => void
export type TellKept = (step: number, name: string | null) => void

export class Timeline {
  private kept: KeptStep[] = []
  private readonly regular = new Throttle(SNAPSHOT_MS, SNAPSHOT_SHARE, SNAPSHOT_LEAST)
  private readonly marked = new Throttle(MARKED_MS, MARKED_SHARE)
  private markWaits = false
  /** Steps that must not be thinned out now, each for its reason. */
  private readonly held = new Map<string, number>()
  /** Steps that somebody keeps, and as what. */
  private readonly names = new Map<number, string>()

  constructor(
    private readonly store: SnapshotStore,
    private readonly tell: TellFilm,
    private readonly tellKept: TellKept = () => undefined,
  ) {}

  /** Kept steps, ascending. */
  get steps(): number[] {
    return this.kept.map(({ step }) => step)
  }

  /** Something happens at this moment: the next snapshot is worth keeping. */
  mark(): void {
    this.markWaits = true
  }

  /** Keeps a step from being thinned out as long as the reason holds; null ends it. */
  hold(reason: string, step: number | null): void {
    if (step === null) this.held.delete(reason)
    else this.held.set(reason, step)
  }

  /** Keeps a step under a name; null lets it be thinned out again. A step that is not there is left alone. */
  keepAs(step: number, name: string | null): void {
    if (!this.steps.includes(step)) return
    if (name === null) this.names.delete(step)
    else this.names.set(step, name)
    this.tellKept(step, name)
  }

  /** What a step is kept as; null where nobody keeps it. */
  nameOf(step: number): string | null {
    return this.names.get(step) ?? null
  }

  /** Forgets everything: the networks are others. */
  clear(): void {
    this.held.clear()
    this.names.clear()
    this.markWaits = false
    this.regular.hurry()
    this.marked.hurry()
    const gone = this.steps
    this.kept = []
    this.store.clear()
    if (gone.length > 0) this.tell([], gone)
  }

  /** Forgets what came after a step. */
  cutAfter(last: number): void {
    this.forget(this.steps.filter((step) => step > last))
  }

  /**
   * Asks for a snapshot when it is time, else null. What it reads may come together with a step's figures; who finds those
   * sound puts the snapshot on the shelf by the function it gives.
   * @param save asks for a checkpoint of this very step, or gives one that was asked for
   */
  ask(run: Run, save: () => Promise<Checkpoint>): Promise<() => void> | null {
    const start = performance.now()
    if (!this.regular.due(start) && !(this.markWaits && this.marked.due(start))) return null
    const taking = this.take(run, save())
    const asking = performance.now() - start
    return taking.then(({ past, picture }) => () => {
      const begun = performance.now()
      this.put(past, picture)
      const cost = snapshotCost(past.checkpoint, asking + performance.now() - begun)
      this.regular.spent(start, start + cost)
      this.marked.spent(start, start + cost)
    })
  }

  /** Keeps this step of the run, and lets go of another where there is no room. */
  async keep(run: Run, saved: Checkpoint | Promise<Checkpoint>): Promise<void> {
    const { past, picture } = await this.take(run, saved)
    this.put(past, picture)
  }

  private async take(run: Run, saved: Checkpoint | Promise<Checkpoint>): Promise<Taken> {
    const { game, config, dataset, step } = run
    // Asked for together: what is read back comes in one go.
    const [checkpoint, picture] = await Promise.all([saved, filmPicture({ game, config, dataset, step })])
    return { past: { checkpoint, dataset }, picture }
  }

  /** Takes a state back that was kept before; `shown` holds its networks. */
  async recall(shown: Shown, past: PastStep): Promise<void> {
    const { step } = shown
    if (!this.steps.includes(step)) this.add(past, await filmPicture(shown), step === 0)
  }

  /** Takes back frames whose states lie on the disk. */
  recallKept(frames: readonly (FilmFrame & Pick<RecalledStep, 'file' | 'bytes'>)[], dataset: Dataset): void {
    const others = frames.filter(({ step }) => !this.steps.includes(step))
    for (const { step, file, bytes } of others) this.store.recall({ step, file, bytes, dataset })
    const steps = others.map(({ step, marked }) => ({ step, marked }))
    this.kept = [...this.kept, ...steps].sort((a, b) => a.step - b.step)
    for (const { step, kept } of others) if (kept !== undefined) this.names.set(step, kept)
    this.tell(others.map(frameOf), this.thin())
  }

  /** Where the state of a kept step lies: its file is known once it is written. Null where the step is not kept. */
  stateOf(step: number): { readonly file: string | null; readonly bytes: number } | null {
    return this.store.stateOf(step)
  }

  /** Resolves when nothing is on its way to the disk. */
  settled(): Promise<void> {
    return this.store.settled()
  }

  /** The disk takes states again. */
  diskAgain(): void {
    this.store.again()
  }

  private put(past: PastStep, picture: FilmPicture): void {
    const { step } = past.checkpoint
    const before = this.kept.find((entry) => entry.step === step)
    const marked = step === 0 || this.markWaits || before?.marked === true
    this.markWaits = false
    this.add(past, picture, marked)
  }

  private add(past: PastStep, picture: FilmPicture, marked: boolean): void {
    const { step } = past.checkpoint
    this.store.put(past)
    this.kept = [...this.kept.filter((entry) => entry.step !== step), { step, marked }].sort(
      (a, b) => a.step - b.step,
    )
    const name = this.names.get(step)
    this.tell([{ step, marked, picture, ...(name === undefined ? {} : { kept: name }) }], this.thin())
  }

  /**
   * The kept step nearest to `wanted`.
   * @throws GanvasError `no-past` when nothing is kept, `past-lost` when the browser's disk lost it
   */
  async load(wanted: number): Promise<PastStep> {
    const step = nearestStep(this.steps, wanted)
    if (step === null) {
      throw new GanvasError('no-past', 'No step of this run is kept yet.', 'Press Train, then try again.')
    }
    const past = await this.store.get(step).catch(() => null)
    if (past !== null) return past
    this.forget([step])
    throw new GanvasError('past-lost', `Step ${step} is no longer kept.`, 'Choose another step.')
  }

  private thin(): number[] {
    const dropped: number[] = []
    while (this.store.isOver) {
      const step = stepToDrop(this.kept, new Set([...this.held.values(), ...this.names.keys()]))
      if (step === null) break
      dropped.push(step)
      this.kept = this.kept.filter((entry) => entry.step !== step)
      this.store.drop(step)
    }
    return dropped
  }

  private forget(steps: readonly number[]): void {
    if (steps.length === 0) return
    this.kept = this.kept.filter(({ step }) => !steps.includes(step))
    for (const step of steps) {
      this.names.delete(step)
      this.store.drop(step)
    }
    this.tell([], [...steps])
  }
}

/** What the film shows of it. */
function frameOf(recalled: FilmFrame & Pick<RecalledStep, 'file' | 'bytes'>): FilmFrame {
  const { step, marked, picture, kept } = recalled
  return { step, marked, picture, ...(kept === undefined ? {} : { kept }) }
}
