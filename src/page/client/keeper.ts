/**
 * Keeps the last run across visits, quietly: a browser that stores nothing must not stop anybody from training. Writes
 * one record at a time, the newest.
 */
import type { Checkpoint } from '../../common/config/checkpoint.ts'
import { originOf } from '../../common/config/dataset-kind.ts'
import type { PreparedTransfer } from '../../common/items/prepared-transfer.ts'
import { forgetRun, loadRun, saveDataset, saveRun } from './storage/saved-run.ts'

/** A run of an earlier visit. */
export interface Earlier {
  checkpoint: Checkpoint
  prepared: PreparedTransfer | null
  savedAt: number
}

/** Whether the run is on own data that the browser did not keep. */
export function isUnkept({ checkpoint, prepared }: Earlier): boolean {
  return prepared === null && originOf(checkpoint.config) === 'own'
}

/** Runs shorter than this are not worth offering again. */
const LEAST_STEPS = 50

export class Keeper {
  /** Read before this visit's first record replaces it. */
  private readonly found: Promise<Earlier | null> = this.read()
  private next: Checkpoint | null = null
  private writing: Promise<void> | null = null

  /** The run of the last visit, or null. */
  earlier(): Promise<Earlier | null> {
    return this.found
  }

  keep(checkpoint: Checkpoint): void {
    if (checkpoint.step >= LEAST_STEPS) void this.keepNow(checkpoint)
  }

  /** Keeps it however short it is; resolves when it is kept, or cannot be. */
  keepNow(checkpoint: Checkpoint): Promise<void> {
    this.next = checkpoint
    this.writing ??= this.write().finally(() => (this.writing = null))
    return this.writing
  }

  keepDataset(prepared: PreparedTransfer): void {
    saveDataset(prepared).catch(() => undefined)
  }

  async forget(): Promise<void> {
    await forgetRun().catch(() => undefined)
  }

  private async write(): Promise<void> {
    await this.found
    while (this.next !== null) {
      const checkpoint = this.next
      this.next = null
      await saveRun({ version: 1, savedAt: Date.now(), checkpoint }).catch(() => undefined)
    }
  }

  private async read(): Promise<Earlier | null> {
    try {
      const record = await loadRun()
      if (record === null) return null
      return { checkpoint: record.run.checkpoint, prepared: record.prepared, savedAt: record.run.savedAt }
    } catch {
      return null
    }
  }
}
