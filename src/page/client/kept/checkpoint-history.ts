/**
 * The last good states that the worker handed over, thinned as the run grows: what is left of the timeline when the worker
 * dies. Holds references only; knows no worker.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { stepToDrop } from '../../../common/numbers/timeline-thinning.ts'

const MOST = 24
const MOST_BYTES = 64 * 2 ** 20

export class CheckpointHistory {
  private kept: { checkpoint: Checkpoint; bytes: number }[] = []

  constructor(private readonly bounds = { count: MOST, bytes: MOST_BYTES }) {}

  /** Ascending. */
  get all(): Checkpoint[] {
    return this.kept.map(({ checkpoint }) => checkpoint)
  }

  keep(checkpoint: Checkpoint): void {
    const bytes = checkpoint.tensors.reduce((sum, { data }) => sum + data.byteLength, 0)
    this.kept = this.kept.filter((held) => held.checkpoint.step !== checkpoint.step)
    this.kept.push({ checkpoint, bytes })
    this.kept.sort((a, b) => a.checkpoint.step - b.checkpoint.step)
    while (this.isOver()) {
      const steps = this.kept.map((held) => ({ step: held.checkpoint.step, marked: false }))
      const dropped = stepToDrop(steps, new Set()) ?? steps[0]?.step
      this.kept = this.kept.filter((held) => held.checkpoint.step !== dropped)
    }
  }

  /** The run begins or goes on at a step: later ones are of a future that is gone. */
  cutAfter(step: number): void {
    this.kept = step === 0 ? [] : this.kept.filter((held) => held.checkpoint.step <= step)
  }

  private isOver(): boolean {
    const bytes = this.kept.reduce((sum, held) => sum + held.bytes, 0)
    return this.kept.length > this.bounds.count || (bytes > this.bounds.bytes && this.kept.length > 1)
  }
}
