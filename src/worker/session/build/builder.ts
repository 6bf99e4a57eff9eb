/**
 * Builds what the session trains: prepares the dataset, makes the networks (both, or the discriminator alone) and puts
 * them in the place of the last ones. Until that has worked, the last run stays as it was. Decides nothing about when.
 */
import type { Engine } from '../../compute/engine-types.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { targetInForce } from '../../../common/tables/target-in-force.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Dataset } from '../../data/dataset.ts'
import { toFailure } from '../../../common/failure.ts'
import { withClasses } from '../classes.ts'
import type { Comparison } from '../comparison/comparison.ts'
import type { Machine } from '../machine.ts'
import type { Side } from '../side.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import type { TimeTravel } from '../timeline/time-travel.ts'
import type { Emit, Trainer } from '../train/trainer.ts'
import { fitted, settled } from './fit-config.ts'
import type { LearntStore } from './learnt-store.ts'
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

/** What it needs of the run's side. */
type BuiltSide = Pick<Side, 'name' | 'run' | 'put' | 'clear' | 'tellNetworks' | 'tellStep'> & {
  readonly trainer: Pick<Trainer, 'forgetFigures' | 'checkpoint' | 'restart'>
  readonly stageScheduler: Pick<StageScheduler, 'invalidate' | 'show'>
}

/** What it needs of the session. */
export interface BuilderPorts {
  readonly engine: Pick<Engine, 'openRecorder'>
  readonly machine: Pick<Machine, 'state' | 'to'>
  /** Null while the person's own files are still to come. */
  readonly loader: { load(config: RunConfig): Promise<Dataset | null> }
  readonly learnt: Pick<LearntStore, 'of'>
  /** The run's. */
  readonly side: BuiltSide
  readonly travel: Pick<TimeTravel, 'begin' | 'goOn' | 'end'>
  readonly comparison: Pick<Comparison, 'align' | 'end'>
  readonly emit: Emit
  /** Other networks stand: from a checkpoint, or null: from the seed. */
  begins(checkpoint: Checkpoint | null): void
  /** These settings are in force from now on. */
  takeConfig(config: RunConfig): void
}

export class Builder {
  constructor(private readonly ports: BuilderPorts) {}

  /** Prepares the dataset and builds both networks. Throws what went wrong; the last run then stays as it was. */
  async rebuild(wanted: RunConfig, how: How): Promise<void> {
    const { machine, loader, engine, learnt, side, emit } = this.ports
    const before = machine.state
    try {
      machine.to('preparing')
      const dataset = how.dataset ?? (await loader.load(wanted))
      if (dataset === null) {
        this.waitForFiles(wanted)
        return
      }
      const complain = (sentence: string) => emit({ type: 'notice', code: 'no-classes', sentence })
      const { target, complaint } = targetInForce(wanted, dataset.summary)
      if (complaint !== null) emit({ type: 'notice', code: 'no-target', sentence: complaint })
      const config = { ...withClasses(fitted(wanted, dataset), dataset, complain), target }
      machine.to('compiling')
      const next = new Run(config, dataset, engine, await learnt.of(config))
      if (how.generatorOf === undefined) await this.install(next, how.checkpoint ?? null)
      else await this.replaceDiscriminator(next, how.generatorOf)
      machine.to(how.running ? 'running' : next.step > 0 || how.checkpoint ? 'paused' : 'ready')
    } catch (thrown) {
      machine.to(side.run === null ? 'failed' : before === 'running' ? 'paused' : settled(before))
      throw thrown
    }
  }

  /** Own data is asked for, and there is none yet. */
  private waitForFiles(config: RunConfig): void {
    const { travel, side, comparison, emit, machine } = this.ports
    travel.end()
    side.clear()
    comparison.end('The comparison has ended, as there are no data.')
    this.ports.takeConfig(config)
    side.stageScheduler.invalidate()
    emit({ type: 'config', side: side.name, config })
    machine.to('idle')
  }

  private async install(run: Run, checkpoint: Checkpoint | null): Promise<void> {
    const { side, travel, comparison, emit } = this.ports
    try {
      if (checkpoint !== null) run.restore(checkpoint)
    } catch (thrown) {
      emit({ type: 'notice', code: 'checkpoint-refused', sentence: toFailure(thrown).sentence })
    }
    this.ports.begins(run.step === checkpoint?.step ? checkpoint : null)
    this.ports.takeConfig(run.config)
    side.put(run, 'begins anew')
    side.trainer.forgetFigures()
    this.announce(run, true)
    // The first look compiles every kernel of the forward pass, so that Train answers at once.
    side.stageScheduler.invalidate()
    await side.stageScheduler.show(run)
    await travel.begin(run, await side.trainer.checkpoint(run))
    side.trainer.restart(run)
    await comparison.align(run)
  }

  /** The generator goes on beside a new discriminator; step count, charts and timeline go on with it. */
  private async replaceDiscriminator(next: Run, checkpoint: Checkpoint): Promise<void> {
    const { side, travel, comparison, emit } = this.ports
    next.adoptGenerator(checkpoint)
    const otherData = next.dataset !== side.run?.dataset
    const wentOn = !otherData && next.step === side.run?.step
    this.ports.takeConfig(next.config)
    side.put(next, wentOn ? 'goes on' : 'begins anew')
    this.announce(next, otherData)
    await travel.goOn(next, await side.trainer.checkpoint(next))
    emit({
      type: 'notice',
      code: 'discriminator-anew',
      sentence: 'The detective starts anew; the forger keeps what it learnt.',
    })
    side.stageScheduler.invalidate()
    await side.stageScheduler.show(next)
    side.trainer.restart(next)
    await comparison.align(next)
  }

  /** Tells the page what stands now. */
  private announce({ dataset }: Run, otherData: boolean): void {
    const { emit, side } = this.ports
    // The data before the config that names them: nobody need guess what the person's own files hold.
    if (otherData) emit({ type: 'dataset', summary: dataset.summary })
    side.tellNetworks()
    side.tellStep()
  }
}
