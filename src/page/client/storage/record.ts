/** What is kept of a run. Plain data with a version: changing it needs a new version and a migration in repair.ts. */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'

export interface SavedRun {
  version: 1
  /** Milliseconds since 1970. */
  savedAt: number
  checkpoint: Checkpoint
}
