/**
 * The twin of a comparison: a second run on the same data from the same seed, kept in step with the first. Holds its
 * networks, its verdict and its canvases; decides nothing about the run it follows.
 */
import type { Engine } from '../../compute/engine-types.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { effectOf } from '../../../common/config/difference.ts'
import { followShared } from '../../../common/config/twin.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { TwinSnapshot, TwinStanding } from '../../../common/protocol/twin.ts'
import { GanvasError } from '../../../common/failure.ts'
import { SERIES_COLUMNS, type SeriesColumn } from '../../../common/numbers/series-columns.ts'
import type { ClassifierLoader } from '../measure/classifier-loader.ts'
import { Observer } from '../measure/observer.ts'
import { Run } from '../train/run.ts'
import { StageScheduler } from '../stage/stage-scheduler.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { Disk, PastStep } from '../timeline/snapshot-store.ts'
import { Diverged, Trainer, type Emit } from '../train/trainer.ts'
import { ofStep, TwinPast } from './twin-past.ts'

export class Twin {
  run: Run | null = null
  readonly stageScheduler = new StageScheduler()
  readonly observer: Observer
  readonly trainer: Trainer
  private readonly past: TwinPast
  private since = 0
  /** It diverged: stands still beside the run that goes on. */
  private halted = false
  /** Its state at the step of the run's last good one. */
  private kept: Checkpoint | null = null

  constructor(
    private readonly engine: Engine,
    classifiers: ClassifierLoader,
    private readonly emit: Emit,
    openDisk: () => Promise<Disk | null> = () => Promise.resolve(null),
  ) {
    this.past = new TwinPast(openDisk)
    this.observer = new Observer(classifiers)
    this.trainer = new Trainer(engine, this.observer, (event, transfer) => {
      if (event.type === 'tick') emit({ type: 'twin-tick', tick: event.tick }, transfer)
    })
  }

  /** What its stage shows: a past step while somebody looks back, else its present. */
  get shown(): Shown | null {
    const { past, run } = this
    if (past.shown === null || run === null) return run
    // How far samples are truncated is a matter of looking, not of that step.
    const { truncation } = run.config
    return { ...past.shown, config: { ...past.shown.config, truncation } }
  }

  /** Both stand at step 0: builds the twin from the seed. */
  async begin(beside: Run, config: RunConfig): Promise<void> {
    this.install(new Run(config, beside.dataset, this.engine), beside.step)
    await this.settle()
  }

  /**
   * Takes over the networks of a run at its step. A discriminator that no longer fits starts anew.
   * @throws GanvasError `twin-needs-start` when the generator would be another one; then nothing changed
   */
  async fork(from: Run, config: RunConfig, since: number): Promise<void> {
    const effect = effectOf(from.config, config)
    if (effect === 'rebuild') {
      throw new GanvasError(
        'twin-needs-start',
        'With these settings the forger is another network: it cannot go on from here.',
        'Begin both anew instead.',
      )
    }
    const checkpoint = await from.checkpoint()
    const next = new Run(config, from.dataset, this.engine)
    if (effect === 'discriminator') next.adoptGenerator(checkpoint)
    else next.restore(checkpoint)
    this.install(next, since, from === this.run)
    if (effect === 'discriminator') {
      this.emit({
        type: 'notice',
        code: 'twin-detective-anew',
        sentence: 'The twin’s detective starts anew; its forger keeps what it learnt.',
      })
    }
    await this.settle()
  }

  private install(run: Run, since: number, keepsHistory = false): void {
    this.run?.dispose()
    this.run = run
    this.since = since
    this.halted = false
    this.kept = null
    this.observer.reset(run)
    this.trainer.lastRow.fill(NaN)
    this.tell()
    if (!keepsHistory) {
      this.past.clear()
      this.emit({ type: 'twin-run', step: run.step })
    }
    this.stageScheduler.invalidate()
  }

  /** The first look compiles what is new; its figures stand from the first moment on. */
  private async settle(): Promise<void> {
    if (this.run !== null) await this.stageScheduler.show(this.run)
  }

  /** Live settings of the twin change. */
  change(config: RunConfig): void {
    if (this.run === null) return
    this.run.config = config
    this.tell()
    this.stageScheduler.invalidate()
  }

  /** The run's settings or data changed under both: takes what is shared. */
  adopt(run: Run): void {
    if (this.run === null) return
    if (this.run.dataset !== run.dataset) {
      this.run.dataset = run.dataset
      this.observer.reset(this.run)
    }
    this.change(followShared(this.run.config, run.config))
  }

  /** Another run stands in the first one's place: begins anew with it, goes on beside it, or ends. */
  async align(run: Run): Promise<void> {
    const { run: twin } = this
    if (twin === null) return
    if (twin.config.dataset !== run.config.dataset || twin.dataset.item.kind !== run.dataset.item.kind) {
      this.end('The comparison has ended, as the data are others now.')
    } else if (run.step === 0) {
      await this.begin(run, followShared(twin.config, run.config))
    } else if (run.step === twin.step) this.adopt(run)
    else if (run.step < twin.step && (await this.goBack(twin, run.step))) this.adopt(run)
    else if (this.run !== null) this.end('The comparison has ended, as the run went on from another step.')
  }

  /**
   * Brings the twin to the step of the run; its figures go out when it is time, or at once while nothing trains.
   * @param lastGood where the run would go back to
   * @param film steps of the run that can be gone back to
   */
  async follow(
    run: Run,
    training: boolean,
    lastGood: Checkpoint | null,
    film: readonly number[] = [],
  ): Promise<void> {
    const { run: twin } = this
    if (twin === null) return
    if (run.step < twin.step) await this.goBack(twin, run.step)
    if (this.run === null || this.halted) return
    // A few steps behind once, so that there are enough of them to be recorded.
    if (training && twin.needsMoreToCompile(run.step - twin.step)) return
    if (twin.step < run.step) await this.catchUp(twin, run.step)
    if (twin.log.length > 0 && (!training || this.trainer.isTickDue(twin))) await this.tick(twin)
    if (lastGood?.step === twin.step && this.kept?.step !== twin.step) this.kept = await twin.checkpoint()
    if (this.isSound) await this.past.note(twin, film)
  }

  /** Asked after a tick, which may have found that it diverged. */
  private get isSound(): boolean {
    return !this.halted
  }

  private async catchUp(twin: Run, until: number): Promise<void> {
    // The run has said so already where its step cannot be replayed.
    if (twin.needsCompiling(until - twin.step)) await twin.compile(() => undefined)
    while (twin.step < until && !this.halted) {
      const start = performance.now()
      const first = twin.step
      twin.advance(until - first)
      await this.engine.settle()
      twin.replay?.pace.note(twin.step - first, performance.now() - start)
      // No room for more figures: those that wait go out first.
      if (twin.step === first) await this.tick(twin)
    }
    if (this.past.shown === null) this.stageScheduler.expire()
  }

  private async tick(twin: Run): Promise<void> {
    try {
      await this.trainer.tick(twin)
    } catch (thrown) {
      if (!(thrown instanceof Diverged)) throw thrown
      this.halted = true
      this.observer.diverged(thrown.step, twin.config.loss)
      const { verdict } = this.observer
      const tick = { step: thrown.step, rows: new Float32Array(0), stepsPerSecond: 0, verdict }
      this.emit({ type: 'twin-tick', tick })
      this.emit({
        type: 'notice',
        code: 'twin-diverged',
        sentence: `The twin diverged at step ${thrown.step.toLocaleString('en-GB')} and stands still; the run goes on.`,
      })
    }
  }

  /** The run went back: so does the twin, where its state of that step is known. Returns whether it did. */
  private async goBack(twin: Run, step: number): Promise<boolean> {
    const kept = ofStep(this.kept, step) ?? (await this.past.at(step))?.checkpoint ?? null
    if (kept === null || !restored(twin, kept)) {
      this.end(
        step < this.since
          ? 'The comparison has ended: at that step the two were still one.'
          : 'The comparison has ended, as the run went back to an earlier step.',
      )
      return false
    }
    this.halted = false
    this.past.cutAfter(step)
    // Back to where the run last stood well: the judgement goes on. Further back it begins anew.
    if (kept !== this.kept) this.observer.reset(twin)
    this.emit({ type: 'twin-run', step })
    this.stageScheduler.invalidate()
    return true
  }

  /**
   * Looks back with the run; null: at the present. Before the two parted the run's past is the twin's as well. A step that
   * is not kept leaves its stage at the present, and says so.
   */
  async rewind(step: number | null, ofRun: () => Promise<PastStep>): Promise<void> {
    if (this.run === null) return
    const past = step === null ? null : step < this.since ? await ofRun() : await this.past.at(step)
    if (past === null) this.past.leave()
    else this.past.look(past)
    this.emit({ type: 'twin-rewound', step: past === null ? null : step })
    this.stageScheduler.invalidate()
    if (this.shown !== null) await this.stageScheduler.show(this.shown)
  }

  /** Nobody looks back at the run any more: nor at the twin. */
  leavePast(): void {
    if (!this.past.leave()) return
    this.emit({ type: 'twin-rewound', step: null })
    this.stageScheduler.invalidate()
  }

  /** @param training while it trains, drawing waits for its turn */
  async show(training: boolean): Promise<boolean> {
    return this.shown === null ? false : this.stageScheduler.maybeShow(this.shown, training)
  }

  /** @param sentence why, where nobody asked for it */
  end(sentence?: string): void {
    if (this.run === null) return
    this.run.dispose()
    this.run = null
    this.kept = null
    this.past.clear()
    this.emit({ type: 'twin', twin: null, ...(sentence === undefined ? {} : { sentence }) })
  }

  /** Hands its run over to who keeps it; the comparison is over. */
  release(): { run: Run; since: number } | null {
    const { run, since } = this
    if (run === null || this.halted) return null
    this.run = null
    this.kept = null
    this.past.clear()
    return { run, since }
  }

  standing(): TwinStanding | null {
    if (this.run === null) return null
    const { generator, discriminator, latent } = this.run.game
    return { config: this.run.config, since: this.since, networks: { generator, discriminator, latent } }
  }

  snapshot(): TwinSnapshot | null {
    if (this.run === null) return null
    const figure = (column: SeriesColumn) => this.trainer.lastRow[SERIES_COLUMNS.indexOf(column)] ?? NaN
    return {
      step: this.run.step,
      config: this.run.config,
      since: this.since,
      lossG: figure('lossG'),
      lossD: figure('lossD'),
      realScore: figure('realScore'),
      fakeScore: figure('fakeScore'),
      metrics: this.observer.metrics,
      verdict: this.observer.verdict,
    }
  }

  private tell(): void {
    this.emit({ type: 'twin', twin: this.standing() })
  }
}

/** False where the checkpoint is of other networks: the twin was given other settings since. */
function restored(twin: Run, checkpoint: Checkpoint): boolean {
  try {
    twin.restore({ ...checkpoint, fingerprint: twin.dataset.summary.fingerprint })
    return true
  } catch {
    return false
  }
}
