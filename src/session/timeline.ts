/**
 * The past of a run: snapshots of both networks while it trains, thinned as it grows, each with a frame of the film. Costs
 * a fixed small share of the time. Never touches the networks except to read them.
 */
import type { Checkpoint } from '../config/checkpoint.ts'
import { GanvasError } from '../shared/failure.ts'
import type { FilmFrame } from '../shared/film.ts'
import { Cadence } from './cadence.ts'
import { filmPicture } from './film.ts'
import type { Run } from './run.ts'
import type { Shown } from './shown.ts'
import type { PastStep, TimelineShelf } from './timeline-shelf.ts'
import { nearestStep, stepToDrop, type KeptStep } from '../shared/timeline-thinning.ts'

/** Snapshots are taken no more often than this, and for no more than this share of the time. */
const SNAPSHOT_MS = 400
const SNAPSHOT_SHARE = 0.02
/** Where a snapshot is so dear that this would leave the film empty: at least so often, for up to a tenth of the time. */
const SNAPSHOT_LEAST = { interval: 4000, share: 0.1 }
/** A marked moment need not wait as long. */
const MARKED_MS = 120
const MARKED_SHARE = 0.1

export type TellFilm = (added: FilmFrame[], dropped: number[]) => void

export class Timeline {
  private kept: KeptStep[] = []
  private readonly regular = new Cadence(SNAPSHOT_MS, SNAPSHOT_SHARE, SNAPSHOT_LEAST)
  private readonly marked = new Cadence(MARKED_MS, MARKED_SHARE)
  private markWaits = false
  /** Steps that must not be thinned out now, each for its reason. */
  private readonly held = new Map<string, number>()

  constructor(
    private readonly shelf: TimelineShelf,
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
   * Takes a snapshot when it is time. Called between slices of training.
   * @param ready a checkpoint of this very step, where one was just made
   */
  async consider(run: Run, ready: Checkpoint | null): Promise<void> {
    // Figures that were not looked at yet may hide a divergence.
    if (run.log.length > 0) return
    const start = performance.now()
    if (!this.regular.due(start) && !(this.markWaits && this.marked.due(start))) return
    await this.keep(run, ready?.step === run.step ? ready : await run.checkpoint())
    const end = performance.now()
    this.regular.spent(start, end)
    this.marked.spent(start, end)
  }

  /** Keeps this step of the run, and lets go of another where there is no room. */
  async keep(run: Run, checkpoint: Checkpoint): Promise<void> {
    const { step } = checkpoint
    const before = this.kept.find((entry) => entry.step === step)
    const marked = step === 0 || this.markWaits || before?.marked === true
    this.markWaits = false
    const { game, config, dataset } = run
    await this.add({ game, config, dataset, step }, { checkpoint, dataset }, marked)
  }

  /** Takes a state back that was kept before; `shown` holds its networks. */
  async recall(shown: Shown, past: PastStep): Promise<void> {
    if (!this.steps.includes(shown.step)) await this.add(shown, past, shown.step === 0)
  }

  private async add(shown: Shown, past: PastStep, marked: boolean): Promise<void> {
    const { step } = shown
    const picture = await filmPicture(shown)
    this.shelf.put(past)
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
    const past = await this.shelf.get(step).catch(() => null)
    if (past !== null) return past
    this.forget([step])
    throw new GanvasError('past-lost', `Step ${step} is no longer kept.`, 'Choose another step.')
  }

  private thin(): number[] {
    const dropped: number[] = []
    while (this.shelf.isOver) {
      const step = stepToDrop(this.kept, new Set(this.held.values()))
      if (step === null) break
      dropped.push(step)
      this.kept = this.kept.filter((entry) => entry.step !== step)
      this.shelf.drop(step)
    }
    return dropped
  }

  private forget(steps: readonly number[]): void {
    if (steps.length === 0) return
    this.kept = this.kept.filter(({ step }) => !steps.includes(step))
    for (const step of steps) this.shelf.drop(step)
    this.tell([], [...steps])
  }
}
