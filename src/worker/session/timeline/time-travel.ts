/**
 * Looking back and going back: keeps the timeline of the run, shows the networks of a past step, and goes on from one.
 * Called within jobs, so that it has the networks to itself.
 */
import { demandsNewNetworks, describeChange } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { FilmFrame } from '../../../common/protocol/film.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { SessionState } from '../../../common/protocol/report.ts'
import { Past } from './past.ts'
import type { Run } from '../train/run.ts'
import type { Observer } from '../measure/observer.ts'
import type { Side } from '../side.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import { Timeline } from './timeline.ts'
import { BOUNDS, SnapshotStore, type Disk, type RecalledStep } from './snapshot-store.ts'
import type { Emit, Trainer } from '../train/trainer.ts'

/** A frame whose networks lie on the disk. */
export type KeptFrame = FilmFrame & Pick<RecalledStep, 'file' | 'bytes'>

/** What it needs of the session. */
export interface Host {
  /** The run's. */
  readonly side: Pick<Side, 'run' | 'looksBack' | 'look' | 'leavePast' | 'tellStep'> & {
    readonly trainer: Pick<Trainer, 'tick' | 'checkpoint' | 'restart' | 'forgetFigures'>
    readonly observer: Pick<Observer, 'reset'>
    readonly stageScheduler: Pick<StageScheduler, 'invalidate'>
  }
  readonly config: RunConfig
  readonly machine: { readonly state: SessionState; to(next: SessionState): void }
  readonly emit: Emit
  /** Builds both networks, then lets the generator go on from a checkpoint. */
  rebuild(
    config: RunConfig,
    how: { running: boolean; dataset: Dataset; generatorOf: Checkpoint },
  ): Promise<void>
}

export class TimeTravel {
  readonly timeline: Timeline

  /**
   * @param openDisk room beyond memory; null where there is none
   * @param through the past is to outlive this worker
   */
  constructor(
    private readonly host: Host,
    openDisk: () => Promise<Disk | null>,
    through = false,
  ) {
    this.timeline = new Timeline(
      new SnapshotStore(openDisk, BOUNDS, through),
      (added, dropped) => host.emit({ type: 'film', added, dropped }),
      (step, name) => host.emit({ type: 'step-kept', step, name }),
    )
  }

  /** Other networks: their past begins now. */
  async begin(run: Run, checkpoint: Checkpoint): Promise<void> {
    this.leave()
    this.timeline.clear()
    await this.timeline.keep(run, checkpoint)
  }

  /**
   * Takes back states of this run that outlived the last worker: those before its step, on the same data. One that does
   * not fit is left out: better a gap in the film than none.
   */
  async recall(past: readonly Checkpoint[]): Promise<void> {
    const { run, looksBack } = this.host.side
    if (run === null || looksBack) return
    const { fingerprint } = run.dataset.summary
    const reader = new Past()
    for (const checkpoint of past) {
      if (checkpoint.step >= run.step || checkpoint.fingerprint !== fingerprint) continue
      try {
        const step = { checkpoint, dataset: run.dataset }
        reader.show(step)
        if (reader.shown !== null) await this.timeline.recall(reader.shown, step)
      } catch {
        continue
      }
    }
    reader.leave()
  }

  /**
   * Keeps the step nearest to `wanted` under a name, or the run as it stands for null.
   * @throws GanvasError `no-data`, `no-past`
   */
  async keepStep(wanted: number | null, name: string): Promise<number> {
    const { run, trainer } = this.host.side
    if (run === null)
      throw new GanvasError('no-data', 'There is no run to keep a step of.', 'Add files first.')
    if (wanted === null) {
      if (run.log.length > 0) await trainer.tick(run)
      await this.timeline.keep(run, trainer.checkpoint(run))
    }
    const { checkpoint } = await this.timeline.load(wanted ?? run.step)
    this.timeline.keepAs(checkpoint.step, name)
    return checkpoint.step
  }

  /** The figures of this very step are the best so far: it is kept, and the one before it no longer. */
  async keepBest(run: Run, last: number | null, name: string): Promise<void> {
    const { timeline } = this
    await timeline.keep(run, this.host.side.trainer.checkpoint(run))
    if (last !== null && timeline.nameOf(last) === name) timeline.keepAs(last, null)
    // What the person called it stays.
    if (timeline.nameOf(run.step) === null) timeline.keepAs(run.step, name)
  }

  /** Takes back the film of a kept run: its networks lie on the disk, and are read when somebody looks. */
  recallKept(film: readonly KeptFrame[], run: Run): void {
    const frames = film.filter(({ step }) => step < run.step)
    this.timeline.recallKept(frames, run.dataset)
  }

  /** The same generator beside another discriminator: the past stays in sight. */
  async goOn(run: Run, checkpoint: Checkpoint): Promise<void> {
    this.leave()
    this.timeline.cutAfter(checkpoint.step)
    this.timeline.mark()
    await this.timeline.keep(run, checkpoint)
  }

  /** There is no run any more. */
  end(): void {
    this.leave()
    this.timeline.clear()
  }

  /**
   * Shows the kept step nearest to `wanted`, or the run again for null; training goes on meanwhile.
   * @returns the step shown, null for the run
   */
  async rewind(wanted: number | null): Promise<number | null> {
    const past = wanted === null ? null : await this.timeline.load(wanted)
    const step = past?.checkpoint.step ?? null
    this.timeline.hold('shown', step)
    await this.host.side.look(past)
    return step
  }

  /**
   * Goes on from the kept step nearest to `wanted`, with the settings in force now. Where these ask for another
   * discriminator than there was, the generator goes on beside a new one. What came after that step is forgotten.
   */
  async branch(wanted: number): Promise<void> {
    const { host } = this
    const { side } = host
    const { run } = side
    if (run === null) throw new GanvasError('no-data', 'There is no run to go back in.', 'Add files first.')
    const { checkpoint } = await this.timeline.load(wanted)
    this.leave()
    const running = host.machine.state === 'running'
    if (demandsNewNetworks(checkpoint.config, host.config)) {
      await host.rebuild(host.config, { running, dataset: run.dataset, generatorOf: checkpoint })
    } else await this.goBack(run, checkpoint)
    host.emit({ type: 'mark', step: checkpoint.step, label: branchWords(checkpoint, host.config) })
    // Fresh figures and a fresh verdict: the page must not go on showing those of a future that is gone.
    if (side.run !== null) await side.trainer.tick(side.run)
    if (host.machine.state === 'failed') host.machine.to('paused')
  }

  private async goBack(run: Run, checkpoint: Checkpoint): Promise<void> {
    const { side } = this.host
    // Another mixture may lie under the living networks since: what is trained on now counts.
    const { fingerprint } = run.dataset.summary
    run.restore({ ...checkpoint, fingerprint })
    side.observer.reset(run)
    side.trainer.forgetFigures()
    side.tellStep()
    this.timeline.cutAfter(run.step)
    const saved = await side.trainer.checkpoint(run)
    this.timeline.mark()
    await this.timeline.keep(run, saved)
    side.trainer.restart(run)
    side.stageScheduler.invalidate()
  }

  private leave(): void {
    this.timeline.hold('shown', null)
    this.host.side.leavePast()
  }
}

/** Marks between that step and now are gone, their settings are not: they are named here. */
function branchWords({ step, config }: Checkpoint, now: RunConfig): string {
  const words = `Branched from step ${step.toLocaleString('en-GB')}`
  const changed = describeChange(config, now)
  return changed === '' ? words : `${words}, ${changed}`
}
