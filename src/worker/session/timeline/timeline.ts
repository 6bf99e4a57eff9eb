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
import type { PastStep, SnapshotStore } from './snapshot-store.ts'
import { snapshotCost } from '../train/snapshot-cost.ts'
import { nearestStep, stepToDrop, type KeptStep } from '../../../common/protocol/timeline-thinning.ts'

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

export class Timeline {
  private kept: KeptStep[] = []
  private readonly regular = new Throttle(SNAPSHOT_MS, SNAPSHOT_SHARE, SNAPSHOT_LEAST)
  private readonly marked = new Throttle(MARKED_MS, MARKED_SHARE)
  private markWaits = false
  /** Steps that must not be thinned out now, each for its reason. */
  private readonly held = new Map<string, number>()

  constructor(
    private readonly store: SnapshotStore,
    private readonly tell: TellFilm,
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

  /** Forgets everything: the networks are others. */
  clear(): void {
    this.held.clear()
    this.markWaits = false
    this.regular.hurry()
    this.marked.hurry()
    this.forget(this.steps)
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
    this.tell([{ step, marked, picture }], this.thin())
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
      const step = stepToDrop(this.kept, new Set(this.held.values()))
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
    for (const step of steps) this.store.drop(step)
    this.tell([], [...steps])
  }
}
