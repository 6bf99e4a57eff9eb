/**
 * Keeps the twin of a comparison in step with the run: a second run on the same data from the same seed. Says when the two
 * are compared and when no longer; decides nothing about the run it follows, and holds nothing that a side holds by itself.
 */
import type { Engine } from '../../compute/engine-types.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { effectOf } from '../../../common/config/difference.ts'
import { followShared } from '../../../common/config/twin.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { LearntStore } from '../build/learnt-store.ts'
import { Run } from '../train/run.ts'
import type { Side, TakenOver } from '../side.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import type { Disk, PastStep } from '../timeline/snapshot-store.ts'
import { Diverged, type Emit, type Trainer } from '../train/trainer.ts'
import { ofStep, TwinPast } from './twin-past.ts'

/** What it needs of the twin's side. */
type TwinSide = TakenOver &
  Pick<
    Side,
    'name' | 'looksBack' | 'put' | 'clear' | 'look' | 'leavePast' | 'tellConfig' | 'tellNetworks' | 'tellStep'
  > & {
    readonly trainer: Pick<Trainer, 'forgetFigures' | 'isTickDue' | 'tick'>
    readonly stageScheduler: Pick<StageScheduler, 'invalidate' | 'show' | 'expire'>
  }

/** What it needs of the session. */
export interface ComparisonPorts {
  readonly engine: Pick<Engine, 'openRecorder' | 'settle'>
  readonly learnt: Pick<LearntStore, 'of'>
  readonly side: TwinSide
  readonly emit: Emit
}

export class Comparison {
  /** Step at which the two parted; 0 from the start. */
  since = 0
  private readonly past: TwinPast
  /** It diverged: stands still beside the run that goes on. */
  private halted = false
  /** Its state at the step of the run's last good one. */
  private kept: Checkpoint | null = null

  constructor(
    private readonly ports: ComparisonPorts,
    openDisk: () => Promise<Disk | null> = () => Promise.resolve(null),
  ) {
    this.past = new TwinPast(openDisk)
  }

  /** The twin; null while nothing is compared. */
  get twin(): Run | null {
    return this.ports.side.run
  }

  /** The twin as it stood at the run's last good state; null while there is none. */
  get standing(): { readonly checkpoint: Checkpoint; readonly since: number } | null {
    const { kept, since, twin } = this
    return kept === null || twin === null ? null : { checkpoint: kept, since }
  }

  /** The twin of a kept run goes on beside it. One that does not fit is left out: better alone than not at all. */
  async takeUp(beside: Run, { checkpoint, since }: NonNullable<Comparison['standing']>): Promise<void> {
    const { engine, learnt } = this.ports
    const next = new Run(checkpoint.config, beside.dataset, engine, await learnt.of(checkpoint.config))
    if (checkpoint.step > beside.step || !restored(next, checkpoint)) {
      next.dispose()
      return
    }
    this.install(next, since)
    this.kept = checkpoint
    await this.settle()
  }

  /** Both stand at step 0: builds the twin from the seed. */
  async begin(beside: Run, config: RunConfig): Promise<void> {
    const { engine, learnt } = this.ports
    this.install(new Run(config, beside.dataset, engine, await learnt.of(config)), beside.step)
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
    const { engine, learnt } = this.ports
    const next = new Run(config, from.dataset, engine, await learnt.of(config))
    if (effect === 'discriminator') next.adoptGenerator(checkpoint)
    else next.restore(checkpoint)
    this.install(next, since, from === this.twin)
    if (effect === 'discriminator') {
      this.ports.emit({
        type: 'notice',
        code: 'twin-detective-anew',
        sentence: 'The twin’s detective starts anew; its forger keeps what it learnt.',
      })
    }
    await this.settle()
  }

  private install(run: Run, since: number, keepsHistory = false): void {
    const { side, emit } = this.ports
    this.since = since
    this.halted = false
    this.kept = null
    side.put(run, 'begins anew')
    side.trainer.forgetFigures()
    emit({ type: 'comparison', since })
    side.tellNetworks()
    if (!keepsHistory) {
      this.forgetPast()
      side.tellStep()
    }
    side.stageScheduler.invalidate()
  }

  private forgetPast(): void {
    this.past.clear()
    this.ports.side.leavePast()
  }

  /** The first look compiles what is new; its figures stand from the first moment on. */
  private async settle(): Promise<void> {
    if (this.twin !== null) await this.ports.side.stageScheduler.show(this.twin)
  }

  /** Live settings of the twin change. */
  change(config: RunConfig): void {
    const { twin } = this
    const { side } = this.ports
    if (twin === null) return
    twin.change(config)
    side.tellConfig()
    side.stageScheduler.invalidate()
  }

  /** The run's settings or data changed under both: takes what is shared. */
  adopt(run: Run): void {
    const { twin } = this
    if (twin === null) return
    if (twin.dataset !== run.dataset) {
      twin.dataset = run.dataset
      this.ports.side.observer.reset(twin)
    }
    this.change(followShared(twin.config, run.config))
  }

  /** Another run stands in the first one's place: begins anew with it, goes on beside it, or ends. */
  async align(run: Run): Promise<void> {
    const { twin } = this
    if (twin === null) return
    if (twin.config.dataset !== run.config.dataset || twin.dataset.item.kind !== run.dataset.item.kind) {
      this.end('The comparison has ended, as the data are others now.')
    } else if (run.step === 0) {
      await this.begin(run, followShared(twin.config, run.config))
    } else if (run.step === twin.step) this.adopt(run)
    else if (run.step < twin.step && (await this.goBack(twin, run.step))) this.adopt(run)
    else if (this.twin !== null) this.end('The comparison has ended, as the run went on from another step.')
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
    const { twin } = this
    if (twin === null) return
    if (run.step < twin.step) await this.goBack(twin, run.step)
    if (this.twin === null || this.halted) return
    // A few steps behind once, so that there are enough of them to be recorded.
    if (training && twin.needsMoreToCompile(run.step - twin.step)) return
    if (twin.step < run.step) await this.catchUp(twin, run.step)
    if (twin.log.length > 0 && (!training || this.ports.side.trainer.isTickDue(twin))) await this.tick(twin)
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
      await this.ports.engine.settle()
      twin.replay?.pace.note(twin.step - first, performance.now() - start)
      // No room for more figures: those that wait go out first.
      if (twin.step === first) await this.tick(twin)
    }
    const { side } = this.ports
    if (!side.looksBack) side.stageScheduler.expire()
  }

  private async tick(twin: Run): Promise<void> {
    const { side, emit } = this.ports
    try {
      await side.trainer.tick(twin)
    } catch (thrown) {
      if (!(thrown instanceof Diverged)) throw thrown
      this.halted = true
      side.observer.diverged(thrown.step, twin.config.loss)
      const { verdict } = side.observer
      const tick = { step: thrown.step, rows: new Float32Array(0), stepsPerSecond: 0, verdict }
      emit({ type: 'tick', side: side.name, tick })
      emit({
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
    const { side } = this.ports
    if (kept !== this.kept) side.observer.reset(twin)
    side.tellStep()
    side.stageScheduler.invalidate()
    return true
  }

  /**
   * Looks back with the run; null: at the present. Before the two parted the run's past is the twin's as well. A step that
   * is not kept leaves its stage at the present, and says so.
   */
  async rewind(step: number | null, ofRun: () => Promise<PastStep>): Promise<void> {
    if (this.twin === null) return
    const past = step === null ? null : step < this.since ? await ofRun() : await this.past.at(step)
    await this.ports.side.look(past)
  }

  /** @param sentence why, where nobody asked for it */
  end(sentence?: string): void {
    if (this.twin === null) return
    this.forgetPast()
    this.ports.side.clear()
    this.kept = null
    this.ports.emit({ type: 'comparison', since: null, ...(sentence === undefined ? {} : { sentence }) })
  }

  /**
   * The twin takes the place of the run, with its figures and its verdict; the comparison is over. False where it diverged:
   * there is nothing to go on with, and nothing has changed.
   */
  handOver(to: Pick<Side, 'takeOver'>): boolean {
    if (this.twin === null || this.halted) return false
    const { since } = this
    this.forgetPast()
    this.kept = null
    to.takeOver(this.ports.side)
    this.ports.emit({ type: 'twin-kept', since })
    this.ports.emit({ type: 'comparison', since: null })
    return true
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
