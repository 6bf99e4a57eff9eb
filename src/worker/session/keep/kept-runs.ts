/**
 * Brings kept runs into the session: one that the worker begins with, or waits for the data of, and one that becomes the twin. Says
 * where the run that is trained is kept; writes nothing itself.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Begin } from '../build/begin.ts'
import type { Comparison } from '../comparison/comparison.ts'
import type { Side } from '../side.ts'
import type { BestWatch } from '../timeline/best-watch.ts'
import type { TimeTravel } from '../timeline/time-travel.ts'
import type { Emit } from '../train/trainer.ts'
import type { Keeper } from './keeper.ts'
import type { Taken } from './open-keeping.ts'

/** What it needs of the session. */
export interface KeptRunPorts {
  readonly sides: { readonly run: Pick<Side, 'run'>; readonly twin: Pick<Side, 'run'> }
  readonly keeper: Pick<Keeper, 'begin' | 'takeUp' | 'load' | 'twinOf' | 'loadTwin'>
  readonly travel: Pick<TimeTravel, 'recallKept'>
  readonly comparison: Pick<Comparison, 'end' | 'takeUp'>
  readonly best: Pick<BestWatch, 'load' | 'restart'>
  readonly emit: Emit
  /** Brings the twin to the run's step. */
  keepStep(): Promise<void>
}

export class KeptRuns {
  /** Stands, and is not shown yet. */
  private taken: Taken | null = null

  /**
   * @param awaited a kept run that stands not yet: its data are being prepared, or waited for
   * @param begun what the worker begins with where that is no kept run: one from a file brings its charts
   */
  constructor(
    private readonly ports: KeptRunPorts,
    private awaited: Taken | null,
    private begun: Pick<Begin, 'checkpoint' | 'history'>,
  ) {}

  /** Whether the run that is awaited brings a twin. */
  get bringsTwin(): boolean {
    return this.awaited !== null && this.awaited.run.twin !== null
  }

  /** What goes on where the files that are opened turn out to be its data; null once somebody trains something else. */
  get goOn(): Checkpoint | null {
    const untouched = (this.ports.sides.run.run?.step ?? 0) === 0
    return untouched ? (this.awaited?.run.checkpoint ?? this.begun.checkpoint ?? null) : null
  }

  /** Other networks stand, from a checkpoint or from the seed: where their run is kept from now on. */
  begins(checkpoint: Checkpoint | null): void {
    const { awaited, ports } = this
    if (awaited === null || checkpoint !== awaited.run.checkpoint) {
      ports.keeper.begin()
      ports.best.restart()
      this.fromFile(checkpoint)
      return
    }
    ports.keeper.takeUp(awaited)
    this.awaited = null
    this.taken = awaited
  }

  /** A run that came with the worker's start: its charts are shown already, and kept with it. */
  private fromFile(checkpoint: Checkpoint | null): void {
    const { begun, ports } = this
    if (checkpoint === null || checkpoint !== begun.checkpoint) return
    this.begun = {}
    if (begun.history !== undefined) ports.keeper.load(begun.history)
  }

  /** A kept run stands: its past, its twin, and what of it only the page shows. */
  async show(): Promise<void> {
    const { taken, ports } = this
    const { run } = ports.sides.run
    if (taken === null || run === null) return
    this.taken = null
    const { film, twin, history, measured, notes, painted, best } = taken.run
    ports.travel.recallKept(film, run)
    ports.best.load(best)
    if (twin !== null) await ports.comparison.takeUp(run, twin)
    ports.emit({ type: 'taken-up', history, measured, notes, painted, twin })
    if (taken.isCopy) ports.emit({ type: 'notice', code: 'run-copied', sentence: COPIED })
  }

  /** A kept run becomes the twin and keeps step from now on. @throws GanvasError `no-data`, `other-data`, `not-so-far` */
  async compare(id: string): Promise<void> {
    const { sides, keeper, comparison, emit } = this.ports
    const { run } = sides.run
    if (run === null)
      throw new GanvasError('no-data', 'There is nothing to compare with.', 'Add files first.')
    const { checkpoint, ...twin } = await keeper.twinOf(id, run)
    comparison.end()
    await comparison.takeUp(run, { checkpoint, since: 0 })
    if (sides.twin.run === null) throw otherNetworks()
    keeper.loadTwin(twin)
    emit({ type: 'twin-taken', twin })
    await this.ports.keepStep()
  }
}

function otherNetworks(): GanvasError {
  return new GanvasError(
    'twin-refused',
    'That run’s networks do not fit these data.',
    'Choose another one on the shelf.',
  )
}

const COPIED = 'That run is open in another tab: this is a copy of it, and each goes its own way.'
