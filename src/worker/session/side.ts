/**
 * One side of what is trained: the run, or the twin it is compared with. Holds its networks, who trains and who watches
 * them, its stage, and the past step it shows while somebody looks back; empty while there is nothing of that side. Decides
 * nothing about when anything happens, and knows nothing of the other side.
 */
import type { Engine } from '../compute/engine-types.ts'
import type { SideName } from '../../common/protocol/side.ts'
import type { Judges } from './measure/judges.ts'
import { Observer } from './measure/observer.ts'
import type { Shown } from '../kinds/shown.ts'
import { StageScheduler } from './stage/stage-scheduler.ts'
import { Past } from './timeline/past.ts'
import type { PastStep } from './timeline/snapshot-store.ts'
import type { Run } from './train/run.ts'
import { Trainer, type Emit } from './train/trainer.ts'

/** What one side takes of another that becomes it. */
export interface TakenOver {
  run: Run | null
  readonly observer: Observer
  readonly trainer: Pick<Trainer, 'lastRow'>
}

/** What both sides of a session have in common. */
export interface SidePorts {
  readonly engine: Engine
  readonly judges: Judges
  readonly emit: Emit
}

export class Side {
  run: Run | null = null
  readonly stageScheduler = new StageScheduler()
  readonly observer: Observer
  readonly trainer: Trainer
  private readonly past = new Past()
  private readonly emit: Emit

  constructor(
    readonly name: SideName,
    { engine, judges, emit }: SidePorts,
  ) {
    this.emit = emit
    this.observer = new Observer(judges)
    this.trainer = new Trainer(engine, this.observer, emit, name)
  }

  /** What stage and latent show: a past step while somebody looks back, else the run. */
  get shown(): Shown | null {
    const { past, run } = this
    if (past.shown === null || run === null) return run
    // How far samples are truncated is a matter of looking, not of that step.
    const { truncation } = run.config
    return { ...past.shown, config: { ...past.shown.config, truncation } }
  }

  get looksBack(): boolean {
    return this.past.shown !== null
  }

  /** Other networks take the place of the last ones. Whether the judgement of them goes on is the caller's to know. */
  put(run: Run, judgement: 'goes on' | 'begins anew'): void {
    this.run?.dispose()
    this.run = run
    if (judgement === 'goes on') this.observer.goOn(run)
    else this.observer.reset(run)
  }

  /** The networks, figures and judgement of another side are this one's from now on; the other is empty. */
  takeOver(other: TakenOver): void {
    this.run?.dispose()
    this.run = other.run
    other.run = null
    this.observer.takeOver(other.observer)
    this.trainer.lastRow = other.trainer.lastRow.slice()
  }

  /** There is nothing on this side any more. */
  clear(): void {
    this.run?.dispose()
    this.run = null
  }

  /** Shows a past step; null: the present. Training goes on meanwhile. */
  async look(past: PastStep | null): Promise<void> {
    if (past === null) this.leavePast()
    else {
      this.past.show(past)
      this.emit({ type: 'rewound', side: this.name, step: past.checkpoint.step })
    }
    this.stageScheduler.invalidate()
    if (this.shown !== null) await this.stageScheduler.show(this.shown)
  }

  /** Nobody looks back any more; says so only where somebody did. */
  leavePast(): void {
    if (!this.looksBack) return
    this.past.leave()
    this.stageScheduler.invalidate()
    this.emit({ type: 'rewound', side: this.name, step: null })
  }

  /** The latent under the hand. Where the kind of the items marks it, its sample shows on the stage as well. */
  setLatent(latent: Float32Array | null, at: number): void {
    this.stageScheduler.hold(latent, this.run, at)
  }

  /** Draws the sample under a hand that moved. */
  async showCursor(): Promise<void> {
    if (this.shown !== null) await this.stageScheduler.showCursor(this.shown)
  }

  /**
   * Draws what is stale. Returns whether there is more to draw.
   * @param training while it trains, drawing waits for its turn
   */
  async show(training: boolean): Promise<boolean> {
    return this.shown === null ? false : this.stageScheduler.maybeShow(this.shown, training)
  }

  /** Tells the page of the settings in force. */
  tellConfig(): void {
    if (this.run !== null) this.emit({ type: 'config', side: this.name, config: this.run.config })
  }

  /** Tells the page which networks stand on this side, and with which settings. */
  tellNetworks(): void {
    if (this.run === null) return
    this.tellConfig()
    const { generator, discriminator, latent } = this.run.game
    this.emit({ type: 'networks', side: this.name, networks: { generator, discriminator, latent } })
  }

  /** Tells the page from which step this side goes on: later rows of its history no longer hold. */
  tellStep(): void {
    if (this.run !== null) this.emit({ type: 'run', side: this.name, step: this.run.step })
  }
}
