/**
 * Takes changes of settings while a run lives, by what each demands: nothing, new numbers, a new discriminator, or new
 * networks. Refuses a bad value before anything has changed.
 */
import { acceptChange } from '../../../common/config/accept.ts'
import { mixtureDiffers, originOf } from '../../../common/config/dataset-kind.ts'
import { describeChange, effectOf } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Builder } from './builder.ts'
import type { Owner } from '../owner.ts'
import { keptDataset } from './fit-config.ts'
import type { Run } from '../train/run.ts'

export class ConfigChanges {
  constructor(
    private readonly owner: Owner,
    private readonly builder: Builder,
  ) {}

  /** Applies a change by what it demands. Throws GanvasError on a bad value; then nothing changed. */
  async configure(change: Partial<RunConfig>): Promise<RunConfig> {
    const { owner } = this
    const next = acceptChange(owner.config, change, owner.run?.dataset.summary ?? null)
    const running = owner.machine.state === 'running'
    switch (effectOf(owner.config, next)) {
      case 'none':
        break
      case 'live':
        await this.changeLive(next)
        break
      case 'discriminator':
        await this.changeDiscriminator(next, running)
        break
      case 'rebuild':
        await this.builder.rebuild(next, { running, ...keptDataset(owner.run, next) })
        break
      case 'restart':
        throw new GanvasError('restart-needed', 'Another back end needs a new worker.', 'The page does that.')
    }
    return owner.config
  }

  /** The painted density changed. */
  async repaint(): Promise<void> {
    const { owner } = this
    if (owner.run === null || originOf(owner.config) !== 'painted') return
    await this.replaceDataset(owner.run)
    owner.stageScheduler.invalidate()
  }

  /** Another discriminator for the living generator; before the first step nothing is worth keeping. */
  private async changeDiscriminator(next: RunConfig, running: boolean): Promise<void> {
    const { owner } = this
    const { run } = owner
    const dataset = keptDataset(run, next)
    if (run === null || run.step === 0) {
      await this.builder.rebuild(next, { running, ...dataset })
      return
    }
    const label = describeChange(owner.config, next)
    if (run.log.length > 0) await owner.trainer.tick(run)
    const { step } = run
    await this.builder.rebuild(next, { running, ...dataset, generatorOf: await run.checkpoint() })
    owner.emit({ type: 'mark', step, label })
  }

  private async changeLive(next: RunConfig): Promise<void> {
    const { owner } = this
    const { run, config: before } = owner
    const label = describeChange(before, next)
    owner.config = next
    owner.pace()
    if (run !== null) {
      run.config = next
      if (mixtureDiffers(before, next)) await this.replaceDataset(run)
      if (run.step > 0 && label !== '') owner.emit({ type: 'mark', step: run.step, label })
      if (label !== '') owner.travel.timeline.mark()
    }
    owner.emit({ type: 'config', config: next })
    if (run !== null) owner.twin.adopt(run)
    owner.stageScheduler.invalidate()
  }

  /** Another mixture under living networks. */
  private async replaceDataset(run: Run): Promise<void> {
    const { owner } = this
    const dataset = await owner.loader.load(owner.config)
    if (dataset === null) return
    run.dataset = dataset
    owner.observer.reset(run)
    owner.emit({ type: 'dataset', summary: dataset.summary })
  }
}
