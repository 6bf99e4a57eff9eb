/**
 * Takes changes of settings while a run lives, by what each demands: nothing, new numbers, a new discriminator, or new
 * networks. Refuses a bad value before anything has changed.
 */
import { acceptChange } from '../../../common/config/accept.ts'
import { mixtureDiffers, originOf } from '../../../common/config/dataset-kind.ts'
import { describeChange, effectOf } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Comparison } from '../comparison/comparison.ts'
import type { Machine } from '../machine.ts'
import type { Observer } from '../measure/observer.ts'
import type { Side } from '../side.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { Run } from '../train/run.ts'
import type { Emit, Trainer } from '../train/trainer.ts'
import type { Builder, BuilderPorts } from './builder.ts'
import { keptDataset } from './fit-config.ts'

/** What it needs of the session. */
export interface ConfigPorts extends Pick<BuilderPorts, 'loader' | 'takeConfig'> {
  /** The settings in force. */
  readonly config: RunConfig
  readonly machine: Pick<Machine, 'state'>
  /** The run's. */
  readonly side: Pick<Side, 'run' | 'name'> & {
    readonly trainer: Pick<Trainer, 'tick'>
    readonly observer: Pick<Observer, 'reset'>
    readonly stageScheduler: Pick<StageScheduler, 'invalidate'>
  }
  readonly travel: { readonly timeline: Pick<Timeline, 'mark'> }
  readonly comparison: Pick<Comparison, 'adopt'>
  readonly emit: Emit
}

export class ConfigChanges {
  constructor(
    private readonly ports: ConfigPorts,
    private readonly builder: Pick<Builder, 'rebuild'>,
  ) {}

  /** Applies a change by what it demands. Throws GanvasError on a bad value; then nothing changed. */
  async configure(change: Partial<RunConfig>): Promise<RunConfig> {
    const { ports } = this
    const { run } = ports.side
    const next = acceptChange(ports.config, change, run?.dataset.summary ?? null)
    const running = ports.machine.state === 'running'
    switch (effectOf(ports.config, next)) {
      case 'none':
        break
      case 'live':
        await this.changeLive(next)
        break
      case 'discriminator':
        await this.changeDiscriminator(next, running)
        break
      case 'rebuild':
        await this.builder.rebuild(next, { running, ...keptDataset(run, next) })
        break
      case 'restart':
        throw new GanvasError('restart-needed', 'Another back end needs a new worker.', 'The page does that.')
    }
    return ports.config
  }

  /** The painted density changed. */
  async repaint(): Promise<void> {
    const { side, config } = this.ports
    if (side.run === null || originOf(config) !== 'painted') return
    // What was painted when is not kept: from here on the run cannot be told as data.
    if (side.run.step > 0) side.run.story = null
    await this.replaceDataset(side.run)
    side.stageScheduler.invalidate()
  }

  /** Another discriminator for the living generator; before the first step nothing is worth keeping. */
  private async changeDiscriminator(next: RunConfig, running: boolean): Promise<void> {
    const { side, config, emit } = this.ports
    const { run } = side
    const dataset = keptDataset(run, next)
    if (run === null || run.step === 0) {
      await this.builder.rebuild(next, { running, ...dataset })
      return
    }
    const label = describeChange(config, next)
    if (run.log.length > 0) await side.trainer.tick(run)
    const { step } = run
    await this.builder.rebuild(next, { running, ...dataset, generatorOf: await run.checkpoint() })
    emit({ type: 'mark', step, label })
  }

  private async changeLive(next: RunConfig): Promise<void> {
    const { side, config: before, travel, comparison, emit } = this.ports
    const { run } = side
    const label = describeChange(before, next)
    this.ports.takeConfig(next)
    if (run !== null) {
      run.change(next)
      if (mixtureDiffers(before, next)) await this.replaceDataset(run)
      if (run.step > 0 && label !== '') emit({ type: 'mark', step: run.step, label })
      if (label !== '') travel.timeline.mark()
    }
    emit({ type: 'config', side: side.name, config: next })
    if (run !== null) comparison.adopt(run)
    side.stageScheduler.invalidate()
  }

  /** Another mixture under living networks. */
  private async replaceDataset(run: Run): Promise<void> {
    const { loader, side, config, emit } = this.ports
    const dataset = await loader.load(config)
    if (dataset === null) return
    run.dataset = dataset
    side.observer.reset(run)
    emit({ type: 'dataset', summary: dataset.summary })
  }
}
