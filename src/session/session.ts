/**
 * The session inside the worker: it owns the run and decides what happens next. Jobs and training slices are serialised
 * by the actor, so nobody sees the networks half changed. Holds no DOM and posts nothing itself: events go through `emit`.
 */
import type { Engine } from '../compute/engine-types.ts'
import { acceptChange } from '../config/accept.ts'
import { mixtureDiffers, originOf } from '../config/dataset-kind.ts'
import { applyChange, describeChange, effectOf } from '../config/difference.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { Dataset } from '../data/prepared.ts'
import { toTransfer } from '../data/transfer.ts'
import type { Checkpoint } from '../config/checkpoint.ts'
import type { Command } from '../protocol/commands.ts'
import type { DisplayReport } from '../protocol/display.ts'
import { GanvasError, toFailure } from '../shared/failure.ts'
import type { DatasetSummary } from '../shared/report.ts'
import { Actor } from './actor.ts'
import { Governor } from './governor.ts'
import { withClasses } from './classes.ts'
import { compileStep } from './compile-step.ts'
import { GalleryLoader } from './gallery-loader.ts'
import { JudgeShelf } from './judge-shelf.ts'
import { LatentLab } from './latent-lab.ts'
import { Machine } from './machine.ts'
import { Observer } from './observer.ts'
import { fitted, keptDataset, settled } from './resting.ts'
import { Run } from './run.ts'
import { Target } from './target.ts'
import { Theatre } from './theatre.ts'
import { TimeTravel } from './time-travel.ts'
import { Twin } from './twin.ts'
import { Diverged, Trainer, type Emit } from './trainer.ts'

export type StartCommand = Extract<Command, { type: 'start' }>

export class Session {
  readonly theatre = new Theatre()
  readonly lab: LatentLab
  readonly loader: GalleryLoader
  readonly machine: Machine
  readonly judges: JudgeShelf
  readonly observer: Observer
  readonly trainer: Trainer
  readonly travel: TimeTravel
  readonly twin: Twin
  readonly actor: Actor
  private readonly governor = new Governor((ms, wake) =>
    setTimeout(() => {
      wake()
      this.actor.nudge()
    }, ms),
  )
  run: Run | null = null
  config: RunConfig
  private readonly target = new Target()

  constructor(
    readonly engine: Engine,
    private readonly start: StartCommand,
    rasterise: (source: Blob, side: number) => Promise<ImageBitmap | null>,
    readonly emit: Emit,
  ) {
    this.config = start.config
    this.lab = new LatentLab(emit)
    this.machine = new Machine((state) => emit({ type: 'state', state, step: this.run?.step ?? 0 }))
    this.judges = new JudgeShelf(
      (path) => this.loader.fetchBytes(path),
      (sentence) => emit({ type: 'notice', code: 'judge-missing', sentence }),
    )
    this.observer = new Observer(this.judges)
    this.trainer = new Trainer(engine, this.observer, emit)
    this.travel = new TimeTravel(this)
    this.twin = new Twin(engine, this.judges, emit)
    this.pace()
    this.loader = new GalleryLoader({
      rasterise,
      progress: (done, total, task) => emit({ type: 'progress', done, total, task }),
    })
    this.loader.setBase(start.base)
    this.loader.painted = start.painted ?? null
    this.loader.files = start.files ?? []
    this.loader.prepared = start.prepared ?? null
    this.actor = new Actor(
      () => this.work(),
      (thrown) => this.report(thrown),
    )
    void engine.lost.then((failure) => emit({ type: 'failure', failure, fatal: true }))
  }

  /** Prepares, builds, goes on from the checkpoint if there is one, and serves until the worker ends. */
  async serve(): Promise<void> {
    this.emit({ type: 'backend', report: this.engine.report })
    this.actor.post(() => this.begin())
    await this.actor.run()
  }

  private async begin(): Promise<void> {
    this.emit({ type: 'config', config: this.config })
    this.emit({ type: 'twin', twin: null, sentence: TWIN_LOST })
    const { checkpoint, running } = this.start
    await this.rebuild(this.config, { checkpoint: checkpoint ?? null, running })
  }

  /** Prepares the dataset and builds both networks. On failure the last run stays as it was. */
  async rebuild(
    config: RunConfig,
    how: {
      checkpoint?: Checkpoint | null
      /** The generator goes on from there; only the discriminator starts anew. */
      generatorOf?: Checkpoint
      running: boolean
      dataset?: Dataset
    },
  ): Promise<void> {
    const before = this.machine.state
    try {
      this.machine.to('preparing')
      const dataset = how.dataset ?? (await this.loader.load(config))
      if (dataset === null) {
        this.waitForFiles(config)
        return
      }
      const complain = (sentence: string) => this.emit({ type: 'notice', code: 'no-classes', sentence })
      this.config = withClasses(fitted(config, dataset), dataset, complain)
      this.pace()
      this.machine.to('compiling')
      const next = new Run(this.config, dataset, this.engine)
      if (how.generatorOf === undefined) await this.install(next, how.checkpoint ?? null)
      else await this.replaceDiscriminator(next, how.generatorOf)
      this.machine.to(how.running ? 'running' : next.step > 0 || how.checkpoint ? 'paused' : 'ready')
    } catch (thrown) {
      this.machine.to(this.run === null ? 'failed' : before === 'running' ? 'paused' : settled(before))
      throw thrown
    }
  }

  /** Own data is asked for, and there is none yet. */
  private waitForFiles(config: RunConfig): void {
    this.travel.end()
    this.run?.dispose()
    this.run = null
    this.twin.end('The comparison has ended, as there are no data.')
    this.config = config
    this.theatre.invalidate()
    this.emit({ type: 'config', config })
    this.machine.to('idle')
  }

  private async install(run: Run, checkpoint: Checkpoint | null): Promise<void> {
    try {
      if (checkpoint !== null) run.restore(checkpoint)
    } catch (thrown) {
      this.emit({ type: 'notice', code: 'checkpoint-refused', sentence: toFailure(thrown).sentence })
    }
    this.run?.dispose()
    this.run = run
    this.observer.reset(run)
    this.trainer.forgetFigures()
    this.announce(run, true)
    // The first look compiles every kernel of the forward pass, so that Train answers at once.
    this.theatre.invalidate()
    await this.theatre.show(run)
    await this.travel.begin(run, await this.trainer.checkpoint(run))
    this.trainer.restart(run)
    await this.twin.align(run)
  }

  /** Tells the page what stands now. */
  private announce({ config, dataset, game, step }: Run, otherData: boolean): void {
    const { generator, discriminator, latent } = game
    this.emit({ type: 'config', config })
    if (otherData) this.emit({ type: 'dataset', summary: dataset.summary })
    this.emit({ type: 'networks', generator, discriminator, latent })
    this.emit({ type: 'run', step })
  }

  /** The generator goes on beside a new discriminator; step count, charts and timeline go on with it. */
  private async replaceDiscriminator(next: Run, checkpoint: Checkpoint): Promise<void> {
    next.adoptGenerator(checkpoint)
    const otherData = next.dataset !== this.run?.dataset
    this.run?.dispose()
    this.run = next
    this.observer.reset(next)
    this.announce(next, otherData)
    await this.travel.goOn(next, await this.trainer.checkpoint(next))
    this.emit({
      type: 'notice',
      code: 'discriminator-anew',
      sentence: 'The detective starts anew; the forger keeps what it learnt.',
    })
    this.theatre.invalidate()
    await this.theatre.show(next)
    this.trainer.restart(next)
    await this.twin.align(next)
  }

  /** Takes files of the person: same path for a drop, a paste, the picker and scripts. */
  async open(files: readonly File[]): Promise<DatasetSummary> {
    const before = this.machine.state
    const config = applyChange(this.config, { dataset: 'own' })
    this.machine.to('preparing')
    let dataset: Dataset
    try {
      dataset = await this.loader.open(files, config)
    } catch (thrown) {
      // Nothing is lost: the run that was there goes on.
      this.machine.to(this.run === null ? 'idle' : before === 'running' ? 'running' : settled(before))
      throw thrown
    }
    const prepared = toTransfer(dataset)
    this.emit({ type: 'prepared', prepared })
    await this.rebuild(config, { running: false, dataset })
    return dataset.summary
  }

  /** Applies a change by what it demands. Throws GanvasError on a bad value; then nothing changed. */
  async configure(change: Partial<RunConfig>): Promise<RunConfig> {
    const next = acceptChange(this.config, change)
    const running = this.machine.state === 'running'
    switch (effectOf(this.config, next)) {
      case 'none':
        break
      case 'live':
        await this.changeLive(next)
        break
      case 'discriminator':
        await this.changeDiscriminator(next, running)
        break
      case 'rebuild':
        await this.rebuild(next, { running, ...keptDataset(this.run, next) })
        break
      case 'restart':
        throw new GanvasError('restart-needed', 'Another back end needs a new worker.', 'The page does that.')
    }
    return this.config
  }

  /** Another discriminator for the living generator; before the first step nothing is worth keeping. */
  private async changeDiscriminator(next: RunConfig, running: boolean): Promise<void> {
    const { run } = this
    const dataset = keptDataset(run, next)
    if (run === null || run.step === 0) {
      await this.rebuild(next, { running, ...dataset })
      return
    }
    const label = describeChange(this.config, next)
    if (run.log.length > 0) await this.trainer.tick(run)
    const { step } = run
    await this.rebuild(next, { running, ...dataset, generatorOf: await run.checkpoint() })
    this.emit({ type: 'mark', step, label })
  }

  private async changeLive(next: RunConfig): Promise<void> {
    const label = describeChange(this.config, next)
    const { run } = this
    const before = this.config
    this.config = next
    this.pace()
    if (run !== null) {
      run.config = next
      if (mixtureDiffers(before, next)) await this.replaceDataset(run)
      if (run.step > 0 && label !== '') this.emit({ type: 'mark', step: run.step, label })
      if (label !== '') this.travel.timeline.mark()
    }
    this.emit({ type: 'config', config: next })
    if (run !== null) this.twin.adopt(run)
    this.theatre.invalidate()
  }

  /** Another mixture under living networks. */
  private async replaceDataset(run: Run): Promise<void> {
    const dataset = await this.loader.load(this.config)
    if (dataset === null) return
    run.dataset = dataset
    this.observer.reset(run)
    this.emit({ type: 'dataset', summary: dataset.summary })
  }

  /** The painted density changed. */
  async repaint(): Promise<void> {
    if (this.run === null || originOf(this.config) !== 'painted') return
    await this.replaceDataset(this.run)
    this.theatre.invalidate()
  }

  /** Goes on training until paused, or until the config's stop. */
  resume(): void {
    if (this.run === null)
      throw new GanvasError('no-data', 'There is nothing to train on yet.', 'Add files first.')
    this.trainer.restart(this.run)
    this.machine.to('running')
  }

  /** Trains exactly `steps` more updates, then pauses. Resolves when they are done or somebody pauses. */
  trainFor(steps: number): Promise<void> {
    this.target.reached()
    this.resume()
    return this.target.wait((this.run?.step ?? 0) + steps)
  }

  /** A script made a step by hand: a fresh run is no longer fresh. */
  settle(): void {
    if (this.machine.state === 'ready') this.machine.to('paused')
  }

  /** Stops after the step under way; figures of all steps are out when it resolves. */
  async pause(): Promise<void> {
    if (this.machine.state !== 'running' || this.run === null) return
    if (this.run.log.length > 0) await this.trainer.tick(this.run)
    this.machine.to('paused')
    this.theatre.invalidate()
    await this.travel.timeline.keep(this.run, await this.trainer.checkpoint(this.run))
    this.target.reached()
  }

  /** Builds the networks anew from the seed. */
  async reset(): Promise<void> {
    this.target.reached()
    await this.restartRun(false)
  }

  /** Builds the networks anew from the seed; goes on training if it did, or as told. */
  async restartRun(running = this.machine.state === 'running'): Promise<void> {
    const { run } = this
    await this.rebuild(this.config, run === null ? { running } : { running, dataset: run.dataset })
  }

  /** Brings the twin to the run's step, figures included. */
  async keepStep(): Promise<void> {
    if (this.run !== null) await this.twin.follow(this.run, false, this.trainer.lastGood)
  }

  /** Goes on from a past step: see TimeTravel. Whoever waits for a number of steps waits no longer. */
  async branch(step: number): Promise<void> {
    this.target.reached()
    await this.travel.branch(step)
  }

  private async work(): Promise<boolean> {
    const { run } = this
    const searched = await this.lab.work(this.travel.shown ?? run)
    if (run === null) return false
    await this.theatre.showHand(this.travel.shown ?? run)
    if (this.twin.run !== null) await this.twin.theatre.showHand(this.twin.run)
    const start = performance.now()
    const training = this.machine.state === 'running'
    const waits = training && this.theatre.handFirst.waits(start)
    const trains = training && !waits && !this.governor.isResting(start)
    if (trains) await this.trainSlice(run)
    if (trains) this.theatre.handFirst.trained(start, performance.now())
    await this.twin.follow(run, this.machine.state === 'running', this.trainer.lastGood)
    const moreOfRun = await this.theatre.maybeShow(this.travel.shown ?? run, training)
    const more = (await this.twin.show(training)) || moreOfRun
    if (trains) this.governor.worked(start, performance.now())
    return more || trains || searched || waits
  }

  /** What the page says of the display. */
  setDisplay(report: DisplayReport): void {
    this.governor.setDisplay(report)
    this.theatre.setHidden(report.hidden)
    this.twin.theatre.setHidden(report.hidden)
    this.actor.nudge()
  }

  /** Takes the speed of the config in force. */
  private pace(): void {
    this.governor.setSpeed(this.config.speed)
    const { pace } = this.governor
    this.theatre.setPace(pace)
    this.twin.theatre.setPace({ ...pace, showShare: pace.showShare / 2 })
  }

  private async trainSlice(run: Run): Promise<void> {
    const stop = this.config.steps > run.step ? this.config.steps : Infinity
    const until = Math.min(this.target.step, stop)
    if (run.needsCompiling(until - run.step)) await compileStep(run, this.emit)
    // The twin takes as long for the same steps.
    const sides = this.twin.run === null ? 1 : 2
    await this.trainer.slice(run, until, this.governor.pace.sliceMs / sides)
    await this.travel.timeline.consider(run, this.trainer.lastGood)
    if (!this.travel.looksBack) this.theatre.expire()
    if (run.step >= until) await this.pause()
  }

  /** What a job or a slice threw: go back to the last good state where there is one, and say so. */
  private async report(thrown: unknown): Promise<void> {
    if (await this.isEcho(thrown)) {
      this.actor.stop()
      return
    }
    const failure = toFailure(thrown)
    if (thrown instanceof Diverged) this.observer.diverged(thrown.step)
    if (this.machine.state === 'running') this.fallBack()
    this.emit({ type: 'failure', failure, fatal: false })
    this.target.reached(thrown)
  }

  /** Whether it is only what is heard first of a device that is gone: `lost` then tells of it, a moment later. */
  private isEcho(thrown: unknown): Promise<boolean> {
    if (thrown instanceof GanvasError) return Promise.resolve(false)
    const known = this.engine.lost.then(() => true)
    return Promise.race([known, new Promise<boolean>((tell) => setTimeout(() => tell(false), ECHO_MS))])
  }

  private fallBack(): void {
    const { lastGood } = this.trainer
    this.machine.to('failed')
    if (this.run === null || lastGood === null) return
    this.run.restore(lastGood)
    const { step } = this.run
    this.travel.timeline.cutAfter(step)
    this.emit({ type: 'run', step })
    // No step was made, yet the verdict is another one.
    const { verdict } = this.observer
    this.emit({ type: 'tick', tick: { step, rows: new Float32Array(0), stepsPerSecond: 0, verdict } })
    this.theatre.invalidate()
  }
}

/** So long a dying device may take to be called lost. */
const ECHO_MS = 300
const TWIN_LOST = 'The engine was restarted and the twin is gone; the run goes on.'
