/**
 * Looking back and going back: keeps the timeline of the run, shows the networks of a past step, and goes on from one.
 * Called within jobs, so that it has the networks to itself.
 */
import { demandsNewNetworks, describeChange } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { Dataset } from '../../data/dataset.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { SessionState } from '../../../common/protocol/report.ts'
import { Past } from './past.ts'
import type { Run } from '../train/run.ts'
import type { Shown } from '../../kinds/shown.ts'
import { Timeline } from './timeline.ts'
import { openDisk } from './snapshot-disk.ts'
import { SnapshotStore } from './snapshot-store.ts'
import type { Emit, Trainer } from '../train/trainer.ts'

/** What it needs of the session. */
export interface Host {
  readonly run: Run | null
  readonly config: RunConfig
  readonly machine: { readonly state: SessionState; to(next: SessionState): void }
  readonly trainer: Pick<Trainer, 'tick' | 'checkpoint' | 'restart' | 'forgetFigures'>
  readonly observer: { reset(run: Run): void }
  readonly stageScheduler: { invalidate(): void; show(shown: Shown): Promise<void> }
  readonly emit: Emit
  /** Builds both networks, then lets the generator go on from a checkpoint. */
  rebuild(
    config: RunConfig,
    how: { running: boolean; dataset: Dataset; generatorOf: Checkpoint },
  ): Promise<void>
}

export class TimeTravel {
  readonly timeline: Timeline
  private readonly past = new Past()

  constructor(private readonly host: Host) {
    this.timeline = new Timeline(new SnapshotStore(openDisk), (added, dropped) =>
      host.emit({ type: 'film', added, dropped }),
    )
  }

  /** What stage and latent show: a past step while somebody looks back, else the run. */
  get shown(): Shown | null {
    const { past, host } = this
    if (past.shown === null) return host.run
    // How far samples are truncated is a matter of looking, not of that step.
    const { truncation } = host.config
    return { ...past.shown, config: { ...past.shown.config, truncation } }
  }

  get looksBack(): boolean {
    return this.past.shown !== null
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
    const { run } = this.host
    if (run === null || this.looksBack) return
    const { fingerprint } = run.dataset.summary
    for (const checkpoint of past) {
      if (checkpoint.step >= run.step || checkpoint.fingerprint !== fingerprint) continue
      try {
        const step = { checkpoint, dataset: run.dataset }
        this.past.show(step)
        if (this.past.shown !== null) await this.timeline.recall(this.past.shown, step)
      } catch {
        continue
      }
    }
    this.past.leave()
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
    const { stageScheduler } = this.host
    if (wanted === null) this.leave()
    else {
      const past = await this.timeline.load(wanted)
      this.past.show(past)
      this.timeline.hold('shown', past.checkpoint.step)
      this.host.emit({ type: 'rewound', step: past.checkpoint.step })
    }
    stageScheduler.invalidate()
    if (this.shown !== null) await stageScheduler.show(this.shown)
    return this.past.shown?.step ?? null
  }

  /**
   * Goes on from the kept step nearest to `wanted`, with the settings in force now. Where these ask for another
   * discriminator than there was, the generator goes on beside a new one. What came after that step is forgotten.
   */
  async branch(wanted: number): Promise<void> {
    const { host } = this
    const { run } = host
    if (run === null) throw new GanvasError('no-data', 'There is no run to go back in.', 'Add files first.')
    const { checkpoint } = await this.timeline.load(wanted)
    this.leave()
    const running = host.machine.state === 'running'
    if (demandsNewNetworks(checkpoint.config, host.config)) {
      await host.rebuild(host.config, { running, dataset: run.dataset, generatorOf: checkpoint })
    } else await this.goBack(run, checkpoint)
    host.emit({ type: 'mark', step: checkpoint.step, label: branchWords(checkpoint, host.config) })
    // Fresh figures and a fresh verdict: the page must not go on showing those of a future that is gone.
    if (host.run !== null) await host.trainer.tick(host.run)
    if (host.machine.state === 'failed') host.machine.to('paused')
  }

  private async goBack(run: Run, checkpoint: Checkpoint): Promise<void> {
    const { host } = this
    // Another mixture may lie under the living networks since: what is trained on now counts.
    const { fingerprint } = run.dataset.summary
    run.restore({ ...checkpoint, fingerprint })
    host.observer.reset(run)
    host.trainer.forgetFigures()
    host.emit({ type: 'run', step: run.step })
    this.timeline.cutAfter(run.step)
    const saved = await host.trainer.checkpoint(run)
    this.timeline.mark()
    await this.timeline.keep(run, saved)
    host.trainer.restart(run)
    host.stageScheduler.invalidate()
  }

  private leave(): void {
    this.timeline.hold('shown', null)
    if (!this.looksBack) return
    this.past.leave()
    this.host.stageScheduler.invalidate()
    this.host.emit({ type: 'rewound', step: null })
  }
}

/** Marks between that step and now are gone, their settings are not: they are named here. */
function branchWords({ step, config }: Checkpoint, now: RunConfig): string {
  const words = `Branched from step ${step.toLocaleString('en-GB')}`
  const changed = describeChange(config, now)
  return changed === '' ? words : `${words}, ${changed}`
}
