/** What happens when a job or a slice of training throws: back to the last good state where there is one, and said so. */
import { GanvasError, toFailure } from '../../../common/failure.ts'
import type { Owner } from '../owner.ts'
import { Diverged } from './trainer.ts'

export class FailureReporter {
  constructor(private readonly owner: Owner) {}

  /** Tells of what was thrown. False when it is only what is heard first of a device that is gone, and nothing was said. */
  async report(thrown: unknown): Promise<boolean> {
    const { owner } = this
    if (await this.isEcho(thrown)) return false
    const failure = toFailure(thrown)
    if (thrown instanceof Diverged) owner.observer.diverged(thrown.step, owner.config.loss)
    if (owner.machine.state === 'running') this.fallBack()
    owner.emit({ type: 'failure', failure, fatal: false })
    return true
  }

  /** Whether `lost` tells of the same thing, now or a moment later. */
  private isEcho(thrown: unknown): Promise<boolean> {
    if (thrown instanceof GanvasError) return Promise.resolve(false)
    const known = this.owner.engine.lost.then(() => true)
    return Promise.race([known, new Promise<boolean>((tell) => setTimeout(() => tell(false), ECHO_MS))])
  }

  private fallBack(): void {
    const { owner } = this
    const { lastGood } = owner.trainer
    owner.machine.to('failed')
    if (owner.run === null || lastGood === null) return
    owner.run.restore(lastGood)
    const { step } = owner.run
    owner.travel.timeline.cutAfter(step)
    owner.emit({ type: 'run', step })
    // No step was made, yet the verdict is another one.
    const { verdict } = owner.observer
    owner.emit({ type: 'tick', tick: { step, rows: new Float32Array(0), stepsPerSecond: 0, verdict } })
    owner.stageScheduler.invalidate()
  }
}

/** So long a dying device may take to be called lost. */
const ECHO_MS = 300
