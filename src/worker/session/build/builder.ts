/**
 * Builds what the session trains: prepares the dataset, makes the networks (both, or the discriminator alone) and puts
 * them in the place of the last ones. Until that has worked, the last run stays as it was. Decides nothing about when.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Dataset } from '../../data/dataset.ts'
import { toFailure } from '../../../common/failure.ts'
import { withClasses } from '../classes.ts'
import type { Owner } from '../owner.ts'
import { fitted, settled } from './fit-config.ts'
import { Run } from '../train/run.ts'

export interface How {
  checkpoint?: Checkpoint | null
  /** The generator goes on from there; only the discriminator starts anew. */
  generatorOf?: Checkpoint
  /** Whether to train at once. */
  running: boolean
  /** Prepared already; without it the gallery loads what the config names. */
  dataset?: Dataset
}

export class Builder {
  constructor(private readonly owner: Owner) {}

  /** Prepares the dataset and builds both networks. Throws what went wrong; the last run then stays as it was. */
  async rebuild(config: RunConfig, how: How): Promise<void> {
    const { owner } = this
    const { machine } = owner
    const before = machine.state
    try {
      machine.to('preparing')
      const dataset = how.dataset ?? (await owner.loader.load(config))
      if (dataset === null) {
        this.waitForFiles(config)
        return
      }
      const complain = (sentence: string) => owner.emit({ type: 'notice', code: 'no-classes', sentence })
      owner.config = withClasses(fitted(config, dataset), dataset, complain)
      owner.pace()
      machine.to('compiling')
      const next = new Run(owner.config, dataset, owner.engine)
      if (how.generatorOf === undefined) await this.install(next, how.checkpoint ?? null)
      else await this.replaceDiscriminator(next, how.generatorOf)
      machine.to(how.running ? 'running' : next.step > 0 || how.checkpoint ? 'paused' : 'ready')
    } catch (thrown) {
      machine.to(owner.run === null ? 'failed' : before === 'running' ? 'paused' : settled(before))
      throw thrown
    }
  }

  /** Own data is asked for, and there is none yet. */
  private waitForFiles(config: RunConfig): void {
    const { owner } = this
    owner.travel.end()
    owner.run?.dispose()
    owner.run = null
    owner.twin.end('The comparison has ended, as there are no data.')
    owner.config = config
    owner.stageScheduler.invalidate()
    owner.emit({ type: 'config', config })
    owner.machine.to('idle')
  }

  private async install(run: Run, checkpoint: Checkpoint | null): Promise<void> {
    const { owner } = this
    try {
      if (checkpoint !== null) run.restore(checkpoint)
    } catch (thrown) {
      owner.emit({ type: 'notice', code: 'checkpoint-refused', sentence: toFailure(thrown).sentence })
    }
    this.replaceRun(run, 'begins anew')
    owner.trainer.forgetFigures()
    this.announce(run, true)
    // The first look compiles every kernel of the forward pass, so that Train answers at once.
    owner.stageScheduler.invalidate()
    await owner.stageScheduler.show(run)
    await owner.travel.begin(run, await owner.trainer.checkpoint(run))
    owner.trainer.restart(run)
    await owner.twin.align(run)
  }

  /** The generator goes on beside a new discriminator; step count, charts and timeline go on with it. */
  private async replaceDiscriminator(next: Run, checkpoint: Checkpoint): Promise<void> {
    const { owner } = this
    next.adoptGenerator(checkpoint)
    const otherData = next.dataset !== owner.run?.dataset
    const wentOn = !otherData && next.step === owner.run?.step
    this.replaceRun(next, wentOn ? 'goes on' : 'begins anew')
    this.announce(next, otherData)
    await owner.travel.goOn(next, await owner.trainer.checkpoint(next))
    owner.emit({
      type: 'notice',
      code: 'discriminator-anew',
      sentence: 'The detective starts anew; the forger keeps what it learnt.',
    })
    owner.stageScheduler.invalidate()
    await owner.stageScheduler.show(next)
    owner.trainer.restart(next)
    await owner.twin.align(next)
  }

  private replaceRun(next: Run, judged: 'goes on' | 'begins anew'): void {
    this.owner.run?.dispose()
    this.owner.run = next
    if (judged === 'goes on') this.owner.observer.goOn(next)
    else this.owner.observer.reset(next)
  }

  /** Tells the page what stands now. */
  private announce({ config, dataset, game, step }: Run, otherData: boolean): void {
    const { emit } = this.owner
    const { generator, discriminator, latent } = game
    // The data before the config that names them: nobody need guess what the person's own files hold.
    if (otherData) emit({ type: 'dataset', summary: dataset.summary })
    emit({ type: 'config', config })
    emit({ type: 'networks', generator, discriminator, latent })
    emit({ type: 'run', step })
  }
}
