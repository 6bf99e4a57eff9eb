/**
 * The session inside the worker: it owns the run and decides what happens next. Jobs and training slices are serialised
 * by the actor, so nobody sees the networks half changed. Holds no DOM and posts nothing itself: events go through `emit`.
 */
import type { Engine } from '../compute/engine-types.ts'
import type { DataCard, DataChoice } from '../../common/items/data-card.ts'
import type { Checkpoint } from '../../common/config/checkpoint.ts'
import { holdData } from '../../common/items/held-data.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { PaintedDensity } from '../../common/protocol/painted-density.ts'
import { GanvasError } from '../../common/failure.ts'
import type { DatasetSummary, SessionState } from '../../common/protocol/report.ts'
import { Actor } from './actor.ts'
import type { Begin } from './build/begin.ts'
import { Builder, type How } from './build/builder.ts'
import { ConfigChanges } from './build/config-changes.ts'
import { HiddenTab } from './schedule/hidden-tab.ts'
import { Governor } from './schedule/speed.ts'
import { GalleryLoader } from './build/dataset-loader.ts'
import { StepYield } from './schedule/step-yield.ts'
import { Judges } from './measure/judges.ts'
import { LatentLab } from './answers/latent-lab.ts'
import { Machine } from './machine.ts'
import { FailureReporter } from './train/failures.ts'
import { LearntStore } from './build/learnt-store.ts'
import { OwnFiles } from './build/own-files.ts'
import type { Run } from './train/run.ts'
import { TrainingTurns } from './train/training-turns.ts'
import { NeedMeter } from './need/need-meter.ts'
import { Stages } from './stage/stages.ts'
import { Target } from './target.ts'
import { Side } from './side.ts'
import { TimeTravel } from './timeline/time-travel.ts'
import { openDisk } from './timeline/snapshot-disk.ts'
import { Comparison } from './comparison/comparison.ts'
import { Search } from './search/search.ts'
import { BesideTraining } from './beside/beside-training.ts'
import { BestWatch } from './timeline/best-watch.ts'
import { KeptRuns } from './keep/kept-runs.ts'
import { Rehearsal } from './train/rehearsal.ts'
import { effectOf } from '../../common/config/difference.ts'
import { Keeper } from './keep/keeper.ts'
import { NOTHING_KEPT, startWith, type Keeping } from './keep/open-keeping.ts'
import type { Emit } from './train/trainer.ts'

export class Session {
  /** The run, and the twin that is empty while nothing is compared: its canvases and its view outlive a comparison. */
  readonly sides: { readonly run: Side; readonly twin: Side }
  readonly stages: Stages
  readonly lab: LatentLab
  readonly loader: GalleryLoader
  readonly machine: Machine
  readonly judges: Judges
  readonly learnt: LearntStore
  readonly travel: TimeTravel
  readonly comparison: Comparison
  readonly search: Search
  readonly beside: BesideTraining
  readonly actor: Actor
  readonly need: NeedMeter
  private readonly builder: Builder
  private readonly changes: ConfigChanges
  private readonly failureReporter: FailureReporter
  readonly governor = new Governor((ms, wake) =>
    setTimeout(() => {
      wake()
      this.actor.nudge()
    }, ms),
  )
  readonly stepYield = new StepYield({
    showCursor: () => this.showCursor(),
    isMoving: () => this.side.stageScheduler.inputPriority.moves(performance.now()),
  })
  config: RunConfig
  readonly target = new Target()
  private readonly turns = new TrainingTurns(this)
  readonly hiddenTab = new HiddenTab(this)
  private readonly own: OwnFiles
  private readonly start: Begin
  readonly emit: Emit
  readonly keeper: Keeper
  readonly kept: KeptRuns
  readonly best: BestWatch
  readonly rehearsal: Rehearsal

  constructor(
    readonly engine: Engine,
    command: Begin,
    rasterise: (source: Blob, side: number) => Promise<ImageBitmap | null>,
    tell: Emit,
    { store, taken }: Keeping = NOTHING_KEPT,
  ) {
    const start = taken === null ? command : startWith(command, taken)
    this.start = start
    this.kept = new KeptRuns(this, taken, taken === null ? start : {})
    this.best = new BestWatch(this)
    this.config = start.config
    this.keeper = new Keeper(store, {
      emit: tell,
      data: () => this.side.run?.dataset ?? null,
      painted: () => this.loader.painted,
      twin: () => this.comparison.standing,
      stateOf: (step) => this.travel.timeline.stateOf(step),
      best: () => this.best.soFar,
      pastSettled: () => this.travel.timeline.settled(),
      pastAgain: () => this.travel.timeline.diskAgain(),
    })
    const emit: Emit = (event, transfer) => {
      this.best.hear(event)
      if (this.keeper.hear(event)) tell(event, transfer)
    }
    this.emit = emit
    this.lab = new LatentLab(emit)
    this.machine = new Machine((state) => emit({ type: 'state', state, step: this.stepIn(state) }))
    this.judges = new Judges(
      (path) => this.loader.fetchBytes(path),
      (sentence) => emit({ type: 'notice', code: 'judge-missing', sentence }),
    )
    this.learnt = new LearntStore(
      (path) => this.loader.fetchBytes(path),
      (sentence) => emit({ type: 'notice', code: 'learnt-missing', sentence }),
    )
    this.sides = { run: new Side('run', this), twin: new Side('twin', this) }
    this.stages = new Stages(this.sides, () => this.actor.nudge())
    this.travel =
      store === null ? new TimeTravel(this, openDisk) : new TimeTravel(this, () => this.keeper.disk(), true)
    this.comparison = new Comparison({ engine, emit, learnt: this.learnt, side: this.sides.twin }, openDisk)
    this.search = new Search(this)
    this.beside = new BesideTraining(this)
    this.builder = new Builder(this)
    this.changes = new ConfigChanges(this, this.builder)
    this.rehearsal = new Rehearsal(this)
    this.failureReporter = new FailureReporter(this)
    this.need = new NeedMeter({
      ...{ engine, emit, stepYield: this.stepYield, now: () => performance.now() },
      // What is drawn meanwhile takes its share.
      duty: () => this.governor.duty * (1 - this.governor.pace.showShare),
    })
    this.side.trainer.beside = {
      ask: (run, save) => (this.inputWantsQuiet ? null : this.travel.timeline.ask(run, save)),
    }
    for (const { observer } of this.both) observer.isQuiet = () => this.inputWantsQuiet
    this.takeConfig(start.config)
    this.loader = new GalleryLoader({
      rasterise,
      progress: (done, total, task) => emit({ type: 'progress', done, total, task }),
      keep: (prepared) => emit({ type: 'prepared', prepared: holdData(prepared) }),
    })
    this.loader.goOnWith(start)
    this.own = new OwnFiles(this, start.prepared?.summary.card)
    this.actor = new Actor(
      () => this.work(),
      (thrown) => this.report(thrown),
    )
    void engine.lost.then((failure) => emit({ type: 'failure', failure, fatal: true }))
  }

  /** The run's side: the one that is always there. */
  get side(): Side {
    return this.sides.run
  }

  /** Until its networks stand, a run that is gone on with is where it was. */
  private stepIn(state: SessionState): number {
    const coming = state === 'idle' ? 0 : (this.start.checkpoint?.step ?? 0)
    return this.side.run?.step ?? coming
  }

  private get both(): readonly Side[] {
    return [this.sides.run, this.sides.twin]
  }

  /** Prepares, builds, goes on from the checkpoint if there is one, and serves until the worker ends. */
  async serve(): Promise<void> {
    this.emit({ type: 'backend', report: this.engine.report })
    this.actor.post(() => this.begin())
    await this.actor.run()
  }

  private async begin(): Promise<void> {
    this.emit({ type: 'config', side: 'run', config: this.config })
    this.emit({ type: 'comparison', since: null, ...(this.kept.bringsTwin ? {} : { sentence: TWIN_LOST }) })
    const { checkpoint, past, running } = this.start
    await this.rebuild(this.config, { checkpoint: checkpoint ?? null, running })
    if (past !== undefined) await this.travel.recall(past)
    void this.keeper.sweep()
  }

  /** Prepares the dataset and builds both networks. On failure the last run stays as it was. */
  async rebuild(config: RunConfig, how: How): Promise<void> {
    try {
      await this.builder.rebuild(config, how)
    } finally {
      // Whoever waited for steps of the networks before waits no longer where nothing trains now.
      if (this.machine.state !== 'running') this.target.reached()
    }
    await this.kept.show()
  }

  /** Other networks stand, from a checkpoint or from the seed. */
  begins(checkpoint: Checkpoint | null): void {
    this.rehearsal.end()
    this.kept.begins(checkpoint)
  }

  /** Takes a change as the person made it before. */
  change(change: Partial<RunConfig>): Promise<RunConfig> {
    return this.changes.configure(change)
  }

  /** Begins the run anew, as it was trained. @throws GanvasError `no-story` */
  async reproduce(): Promise<void> {
    this.target.reached()
    await this.rehearsal.begin()
  }

  /** Takes files of the person: same path for a drop, a paste, the picker and scripts. */
  open(files: readonly File[], how: Parameters<OwnFiles['open']>[1] = {}): Promise<DatasetSummary> {
    const { goOn } = this.kept
    return this.own.open(files, { ...how, ...(goOn === null ? {} : { goOn }) })
  }

  /** Reads the files that were opened again, another way. @throws GanvasError `bad-choice`, `files-gone` */
  reread(choice: Partial<DataChoice>): Promise<DataCard> {
    return this.own.reread(choice)
  }

  /** Applies a change by what it demands. Throws GanvasError on a bad value; then nothing changed. */
  async configure(change: Partial<RunConfig>): Promise<RunConfig> {
    const before = this.config
    if (effectOf(before, { ...before, ...change }) !== 'none' && this.rehearsal.end())
      this.emit({ type: 'notice', code: 'another-way', sentence: ANOTHER_WAY })
    const cameBack = await this.own.comeBack(change)
    if (!cameBack) await this.changes.configure(change)
    this.own.configured(before, change)
    return this.config
  }

  /** The person painted another density. */
  paint(painted: PaintedDensity): void {
    this.loader.painted = painted
    this.actor.post(() => this.changes.repaint())
  }

  /** Goes on training until paused, or until the config's stop. */
  resume(): void {
    const { run, trainer } = this.side
    if (run === null)
      throw new GanvasError('no-data', 'There is nothing to train on yet.', 'Add files first.')
    if (this.search.racing)
      throw new GanvasError(
        'finding',
        'The run waits while settings are searched for.',
        'Stop the search first.',
      )
    trainer.restart(run)
    this.machine.to('running')
  }

  /** Trains exactly `steps` more updates, then pauses. Resolves when they are done or somebody pauses. */
  trainFor(steps: number): Promise<void> {
    this.target.reached()
    this.resume()
    return this.target.wait((this.side.run?.step ?? 0) + steps)
  }

  /** A script made a step by hand: a fresh run is no longer fresh. */
  settle(): void {
    if (this.machine.state === 'ready') this.machine.to('paused')
  }

  /** Stops after the step under way; figures of all steps are out when it resolves. */
  async pause(): Promise<void> {
    const { run, trainer, stageScheduler } = this.side
    if (this.machine.state !== 'running' || run === null) return
    if (run.log.length > 0) await trainer.tick(run)
    if (this.sides.twin.run === null) this.need.paused(run, trainer)
    this.machine.to('paused')
    stageScheduler.invalidate()
    await this.travel.timeline.keep(run, trainer.checkpoint(run))
    // The twin of this very step is kept with it.
    await this.keepStep()
    await this.keeper.flush()
    this.target.reached()
  }

  /** Builds the networks anew from the seed. */
  async reset(): Promise<void> {
    this.target.reached()
    await this.restartRun(false)
  }

  /** Builds the networks anew from the seed; goes on training if it did, or as told. */
  async restartRun(running = this.machine.state === 'running'): Promise<void> {
    const { run } = this.side
    await this.rebuild(this.config, run === null ? { running } : { running, dataset: run.dataset })
  }

  /** Networks that were trained elsewhere on the same data take the place of the run's. */
  async replaceRun(checkpoint: Checkpoint, how: How): Promise<void> {
    this.target.reached()
    await this.rebuild(checkpoint.config, how)
  }

  /** Brings the twin to the run's step, figures included. */
  async keepStep(): Promise<void> {
    if (this.side.run !== null) await this.followUp(this.side.run, false)
  }

  /** The twin keeps step, and its own state of the steps that the run could go back to. */
  private followUp(run: Run, training: boolean): Promise<void> {
    return this.comparison.follow(run, training, this.side.trainer.lastGood, this.travel.timeline.steps)
  }

  /** Shows the kept step nearest to one named, on both sides of a comparison; null: the present. */
  async rewind(step: number | null): Promise<number | null> {
    const { travel } = this
    const found = await travel.rewind(step)
    await this.comparison.rewind(found, () => travel.timeline.load(found ?? 0))
    return found
  }

  /** Goes on from a past step: see TimeTravel. Whoever waits for a number of steps waits no longer. */
  async branch(step: number): Promise<void> {
    this.target.reached()
    this.rehearsal.end()
    await this.travel.branch(step)
    // At once: the next slice would leave that step, and the twin with it.
    await this.keepStep()
  }

  private async work(): Promise<boolean> {
    const { run, stageScheduler, shown } = this.side
    const { inputPriority } = stageScheduler
    const searched = await this.lab.work(shown)
    this.search.dataAre(run?.dataset ?? null)
    this.beside.dataAre(run?.dataset ?? null)
    this.beside.runIs(run)
    if (run === null) return this.need.work(null, 'busy')
    await this.showCursor()
    const start = performance.now()
    const [{ racing }, { going: asked }] = [this.search, this.beside]
    const training = this.machine.state === 'running' || racing
    const waits = (training || asked) && inputPriority.waits(start)
    const works = !waits && !this.governor.isResting(start)
    const trains = training && works
    const weighs = asked && works
    if (trains) await (racing ? this.search.slice(this.turns.sliceMs) : this.turns.train(run))
    if (trains) inputPriority.trained(this.stepYield.longest)
    // What somebody asked for is made in turn with the training, or for itself.
    if (weighs) await this.beside.slice(this.turns.sliceMs)
    await this.followUp(run, this.machine.state === 'running')
    await this.best.work()
    this.keeper.work(training, performance.now())
    // Nobody looks back at the run any more: nor at the twin.
    if (!this.side.looksBack) this.sides.twin.leavePast()
    const more = await this.show(training)
    if (trains || weighs) this.governor.worked(start, performance.now())
    const busy = more || searched || racing || asked || !STANDS.includes(this.machine.state)
    if (!busy) this.turns.makeReady(run)
    const still = inputPriority.moves(performance.now()) ? 'moving' : 'idle'
    const measures = await this.need.work(run, busy ? 'busy' : still)
    return more || trains || weighs || searched || waits || measures
  }

  /** Returns whether there is more to draw. */
  private async show(training: boolean): Promise<boolean> {
    let more = false
    for (const side of this.both) more = (await side.show(training)) || more
    return more
  }

  private async showCursor(): Promise<void> {
    for (const side of this.both) await side.showCursor()
  }

  private get inputWantsQuiet(): boolean {
    return this.side.stageScheduler.inputPriority.wantsQuiet(performance.now())
  }

  /** These settings are in force from now on, their speed included. */
  takeConfig(config: RunConfig): void {
    this.config = config
    this.governor.setSpeed(config.speed)
    const { pace } = this.governor
    this.stages.setPace(pace)
    for (const { observer } of [this.sides.run, this.sides.twin]) observer.setPace(pace)
  }

  /** What a job or a slice threw. */
  private async report(thrown: unknown): Promise<void> {
    if (await this.failureReporter.report(thrown)) this.target.reached(thrown)
    else this.actor.stop()
  }
}

/** Nothing trains, and nothing is wrong. */
const STANDS: readonly SessionState[] = ['ready', 'paused']
const ANOTHER_WAY = 'The run goes its own way from here: its later changes are not made again.'
const TWIN_LOST = 'The engine was restarted and the twin is gone; the run goes on.'
