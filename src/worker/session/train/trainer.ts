/**
 * Trains a run in slices and reports in ticks. A slice ends after a few tens of milliseconds, so that messages are
 * heard; a tick goes out at most 15 times a second and is the one place where figures are read back.
 */
import type { Engine } from '../../compute/engine-types.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { WorkerEvent } from '../../../common/protocol/events.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import { GanvasError } from '../../../common/failure.ts'
import { SERIES_COLUMNS, SERIES_WIDTH, type SeriesColumn } from '../../../common/numbers/series-columns.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { StepYield } from '../schedule/step-yield.ts'
import type { Observer } from '../measure/observer.ts'
import { RateMeter } from './rate-meter.ts'
import { ReadbackThrottle } from '../schedule/readback-throttle.ts'
import { snapshotCost } from './snapshot-cost.ts'
import { StepCost } from './step-cost.ts'
import type { Run } from './run.ts'

/** Figures that only a discriminator at work has. */
const OF_DISCRIMINATOR = [
  'lossD',
  'realScore',
  'fakeScore',
  'gradNormD',
  'penalty',
] as const satisfies readonly SeriesColumn[]

const TICK_MS = 1000 / 15
/** A checkpoint is made no more often than this, and for no more than this share of the time. */
const CHECKPOINT_MS = 4000
const CHECKPOINT_SHARE = 0.02

export type Emit = (event: WorkerEvent, transfer?: Transferable[]) => void

/** Thrown when a figure is no longer a number; the session goes back to the last good state. */
export class Diverged extends GanvasError {
  constructor(readonly step: number) {
    super(
      'diverged',
      `Training diverged: at step ${step} a loss was no longer a number.`,
      'Lower a learning rate or choose another loss, then press Train to go on from the last good step.',
    )
  }
}

/** Who wants to read at a tick as well: asks at once, and gets its way once the figures were found sound. */
export interface Beside {
  ask(run: Run, save: () => Promise<Checkpoint>): Promise<() => void> | null
}

export class Trainer {
  beside: Beside | null = null
  /** Last known good state: where a divergence goes back to. */
  lastGood: Checkpoint | null = null
  /** The last row read back, SERIES_COLUMNS; NaN until there is one. */
  lastRow: Float32Array = new Float32Array(SERIES_WIDTH).fill(NaN)
  readonly cost: StepCost
  private readonly rate = new RateMeter()
  private readonly ticks = new Throttle(TICK_MS, 1)
  private readonly reads = new ReadbackThrottle()
  private readonly checkpoints = new Throttle(CHECKPOINT_MS, CHECKPOINT_SHARE)

  constructor(
    private readonly engine: Engine,
    private readonly observer: Observer,
    private readonly emit: Emit,
    /** Whose figures they are. */
    private readonly side: SideName,
  ) {
    this.cost = new StepCost(engine)
  }

  get stepsPerSecond(): number {
    return this.rate.perSecond
  }

  /** Milliseconds of training that `stepsPerSecond` is of. */
  get watchedMs(): number {
    return this.rate.watchedMs
  }

  /** Starts counting afresh: a run begins, goes back, or goes on after a pause. */
  restart(run: Run): void {
    this.cost.forget()
    this.rate.restart()
    this.rate.note(performance.now(), run.step)
  }

  /** Trains for `sliceMs` or until `until` is reached, then ticks if it is time. Throws Diverged. */
  async slice(run: Run, until: number, sliceMs: number, stepYield: StepYield): Promise<void> {
    this.cost.begin()
    const start = performance.now()
    const first = run.step
    stepYield.begin()
    await run.advanceFor(sliceMs, until, stepYield.pause)
    const encoded = performance.now() - start - stepYield.spent
    await this.engine.settle()
    stepYield.end()
    this.cost.end(run.step - first, encoded)
    run.replay?.pace.note(run.step - first, performance.now() - start)
    if (run.step >= until || this.isTickDue(run)) await this.report(run)
    else if (this.ticks.due(performance.now())) this.tell(run)
  }

  /** True when figures may go out again. */
  isTickDue({ step }: Run): boolean {
    const now = performance.now()
    return this.ticks.due(now) && this.reads.due(step, this.cost.readbacks, now)
  }

  /** A tick, and what else is due of the same step: asked for together, so that all of it comes in one read-back. */
  private async report(run: Run): Promise<void> {
    const isDue = this.checkpoints.due(performance.now())
    let saving: Saving | null = null
    const save = () => (saving ??= startSaving(run)).checkpoint
    const due = isDue ? (saving = startSaving(run)) : null
    const beside = this.beside?.ask(run, save) ?? null
    const [checkpoint, put] = await Promise.all([due?.checkpoint ?? null, beside, this.tick(run)])
    if (due !== null && checkpoint !== null) this.keep(checkpoint, due)
    put?.()
  }

  /** How far it has come, without figures: reading them is not worth it yet. */
  private tell(run: Run): void {
    const now = performance.now()
    this.rate.note(now, run.step)
    const { verdict } = this.observer
    const { step } = run
    const tick = { step, rows: new Float32Array(0), stepsPerSecond: this.stepsPerSecond, verdict }
    this.emit({ type: 'tick', side: this.side, tick })
    this.ticks.spent(now, now)
  }

  /** Reads the figures of all steps since the last tick and reports them. Throws Diverged. */
  async tick(run: Run): Promise<void> {
    const start = performance.now()
    this.reads.took(run.step, this.cost.readbacks, start)
    const [rows, fakes] = await Promise.all([run.log.read(), this.observer.draw(run)])
    const bad = firstBadStep(rows)
    if (bad !== null) throw new Diverged(bad)
    leaveOutDiscriminator(rows, run.config.warmStart)
    if (rows.length > 0) this.lastRow = rows.slice(rows.length - SERIES_WIDTH)
    const metrics = await this.observer.observe(run, rows, fakes)
    const { verdict } = this.observer
    this.rate.note(performance.now(), run.step)
    const tick = { step: run.step, rows, stepsPerSecond: this.stepsPerSecond, verdict }
    this.emit({ type: 'tick', side: this.side, tick: metrics === null ? tick : { ...tick, metrics } }, [
      rows.buffer,
    ])
    this.ticks.spent(start, start)
    this.cost.begin()
  }

  /** The run went back or began anew: the last figures are of steps that are gone. */
  forgetFigures(): void {
    this.lastRow = new Float32Array(SERIES_WIDTH).fill(NaN)
  }

  /** Saves the run as the last good state and hands a copy to the page. */
  async checkpoint(run: Run): Promise<Checkpoint> {
    const saving = startSaving(run)
    return this.keep(await saving.checkpoint, saving)
  }

  private keep(checkpoint: Checkpoint, { start, asking }: Saving): Checkpoint {
    const begun = performance.now()
    this.lastGood = checkpoint
    this.emit({ type: 'checkpoint', checkpoint })
    this.checkpoints.spent(start, start + snapshotCost(checkpoint, asking + performance.now() - begun))
    return checkpoint
  }
}

/** A checkpoint that was asked for, when, and the milliseconds that asking took. */
interface Saving {
  checkpoint: Promise<Checkpoint>
  start: number
  asking: number
}

function startSaving(run: Run): Saving {
  const start = performance.now()
  const checkpoint = run.checkpoint()
  return { checkpoint, start, asking: performance.now() - start }
}

/** In a warm start nobody asked D: its figures are no numbers then. Changes the rows. */
function leaveOutDiscriminator(rows: Float32Array, warmStart: number): void {
  for (let at = 0; at < rows.length && (rows[at] ?? NaN) <= warmStart; at += SERIES_WIDTH) {
    for (const column of OF_DISCRIMINATOR) rows[at + SERIES_COLUMNS.indexOf(column)] = NaN
  }
}

/** Step of the first row that holds a NaN or an infinity, or null. */
export function firstBadStep(rows: Float32Array): number | null {
  const bad = rows.findIndex((value) => !Number.isFinite(value))
  return bad < 0 ? null : (rows[bad - (bad % SERIES_WIDTH)] ?? 0)
}
