/** What training steps cost, by the engine's own count: dispatches and submits of steps alone, read-backs of everything. */
import type { Engine } from '../../compute/engine-types.ts'

export interface CostPerStep {
  readonly dispatchesPerStep: number
  readonly submitsPerStep: number
  readonly readbacksPerStep: number
  /** JavaScript time. */
  readonly encodeMsPerStep: number
}

const NOTHING = { steps: 0, milliseconds: 0, dispatches: 0, submits: 0, readbacks: 0 }

export class StepCost {
  private sum = { ...NOTHING }
  private ever = 0
  private last: CostPerStep = {
    ...{ dispatchesPerStep: 0, submitsPerStep: 0, readbacksPerStep: 0, encodeMsPerStep: 0 },
  }

  constructor(private readonly engine: Pick<Engine, 'counters'>) {}

  /** Read-backs there ever were. */
  get readbacks(): number {
    this.begin()
    return this.ever
  }

  /** Steps begin: what was counted so far was none of theirs. */
  begin(): void {
    this.note(this.engine.counters().readbacks)
  }

  /** What was counted so far belongs to no training: networks were built, a step was recorded, somebody looked around. */
  forget(): void {
    this.ever += this.engine.counters().readbacks
  }

  private note(readbacks: number): void {
    this.sum.readbacks += readbacks
    this.ever += readbacks
  }

  /** So many steps were made, in so many milliseconds of JavaScript. */
  end(steps: number, milliseconds: number): void {
    const { dispatches, submits, readbacks } = this.engine.counters()
    this.sum.steps += steps
    this.sum.milliseconds += milliseconds
    this.sum.dispatches += dispatches
    this.sum.submits += submits
    this.note(readbacks)
  }

  /** Means over the steps since the last call; those of the last call where there were none. */
  take(): CostPerStep {
    this.begin()
    const { steps, milliseconds, dispatches, submits, readbacks } = this.sum
    if (steps === 0) return this.last
    this.sum = { ...NOTHING }
    this.last = {
      dispatchesPerStep: dispatches / steps,
      submitsPerStep: submits / steps,
      readbacksPerStep: readbacks / steps,
      encodeMsPerStep: milliseconds / steps,
    }
    return this.last
  }
}
