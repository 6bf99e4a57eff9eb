/** What happens when a job or a slice of training throws: back to the last good state where there is one, and said so. */
import type { Engine } from '../../compute/engine-types.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError, toFailure } from '../../../common/failure.ts'
import type { Machine } from '../machine.ts'
import type { Observer } from '../measure/observer.ts'
import type { Side } from '../side.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { Diverged, type Emit, type Trainer } from './trainer.ts'

/** What it needs of the session. */
export interface FailurePorts {
  readonly engine: Pick<Engine, 'lost'>
  readonly config: Pick<RunConfig, 'loss'>
  readonly machine: Pick<Machine, 'state' | 'to'>
  /** The run's. */
  readonly side: Pick<Side, 'name' | 'run' | 'tellStep'> & {
    readonly trainer: Pick<Trainer, 'lastGood'>
    readonly observer: Pick<Observer, 'diverged' | 'verdict'>
    readonly stageScheduler: Pick<StageScheduler, 'invalidate'>
  }
  readonly travel: { readonly timeline: Pick<Timeline, 'cutAfter'> }
  readonly emit: Emit
}

export class FailureReporter {
  constructor(private readonly ports: FailurePorts) {}

  /** Tells of what was thrown. False when it is only what is heard first of a device that is gone, and nothing was said. */
  async report(thrown: unknown): Promise<boolean> {
    const { side, config, machine, emit } = this.ports
    if (await this.isEcho(thrown)) return false
    const failure = toFailure(thrown)
    if (thrown instanceof Diverged) side.observer.diverged(thrown.step, config.loss)
    if (machine.state === 'running') this.fallBack()
    emit({ type: 'failure', failure, fatal: false })
    return true
  }

  /** Whether `lost` tells of the same thing, now or a moment later. */
  private isEcho(thrown: unknown): Promise<boolean> {
    if (thrown instanceof GanvasError) return Promise.resolve(false)
    const known = this.ports.engine.lost.then(() => true)
    return Promise.race([known, new Promise<boolean>((tell) => setTimeout(() => tell(false), ECHO_MS))])
  }

  private fallBack(): void {
    const { side, machine, travel, emit } = this.ports
    const { lastGood } = side.trainer
    machine.to('failed')
    if (side.run === null || lastGood === null) return
    side.run.restore(lastGood)
    const { step } = side.run
    travel.timeline.cutAfter(step)
    side.tellStep()
    // No step was made, yet the verdict is another one.
    const { verdict } = side.observer
    const tick = { step, rows: new Float32Array(0), stepsPerSecond: 0, verdict }
    emit({ type: 'tick', side: side.name, tick })
    side.stageScheduler.invalidate()
  }
}

/** So long a dying device may take to be called lost. */
const ECHO_MS = 300
