/**
 * The twin's own past while two runs are compared: its networks at the steps that the run's film keeps, so that looking
 * back shows both sides at one step. Decides nothing about which steps are worth keeping, and shows none of them.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { Run } from '../train/run.ts'
import { SnapshotStore, type Disk, type PastStep, type StoreBounds } from '../timeline/snapshot-store.ts'

/** Half of what the run's own film may take. */
const BOUNDS: StoreBounds = {
  memoryCount: 24,
  memoryBytes: 64 * 2 ** 20,
  count: 96,
  bytes: 192 * 2 ** 20,
}

export class TwinPast {
  private readonly store: SnapshotStore
  private steps: number[] = []

  /** @param openDisk room beyond memory; null where there is none */
  constructor(openDisk: () => Promise<Disk | null>) {
    this.store = new SnapshotStore(openDisk, BOUNDS)
  }

  /**
   * Keeps the twin's step where the film keeps the run's, and lets go of what the film let go of.
   * @param film kept steps of the run
   */
  async note(twin: Run, film: readonly number[]): Promise<void> {
    for (const step of this.steps) if (!film.includes(step)) this.drop(step)
    if (!film.includes(twin.step) || this.steps.includes(twin.step)) return
    this.store.put({ checkpoint: await twin.checkpoint(), dataset: twin.dataset })
    this.steps.push(twin.step)
    // The oldest first: where the two began is the run's past as well.
    while (this.store.isOver && this.steps.length > 1) this.drop(this.steps[0] ?? NaN)
  }

  /** The state at exactly this step; null where it is not kept. */
  async at(step: number): Promise<PastStep | null> {
    return this.store.get(step).catch(() => null)
  }

  /** Forgets what came after a step. */
  cutAfter(last: number): void {
    for (const step of this.steps.filter((one) => one > last)) this.drop(step)
  }

  clear(): void {
    this.cutAfter(-Infinity)
  }

  private drop(step: number): void {
    this.steps = this.steps.filter((one) => one !== step)
    this.store.drop(step)
  }
}

/** The numbers of a checkpoint that belong to a step; null for those of another. */
export function ofStep(kept: Checkpoint | null, step: number): Checkpoint | null {
  return kept?.step === step ? kept : null
}
