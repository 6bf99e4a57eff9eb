/** The part of the page's state that is about runs kept on this machine, and what a person can do with them. Types alone. */
import type { BestSoFar } from '../../../common/protocol/timeline.ts'
import type { RunSummary } from '../../../common/protocol/shelf.ts'

export interface ShelfState {
  shelfOpen: boolean
  /** The newest first; null before they were asked for. */
  runs: readonly RunSummary[] | null
  /** What is trained, as it lies on the disk; null while it does not. */
  kept: { readonly id: string; readonly step: number } | null
  /** Why the run cannot be kept; null where it can. */
  unkept: string | null
  /** By which figure the best step of the run is kept, and which that is; null: by none. */
  best: BestSoFar | null
  /** The run that was deleted last and can be taken back; null where there is none. */
  deleted: { readonly id: string; readonly name: string } | null
}

export const NOTHING_ON_SHELF: ShelfState = {
  shelfOpen: false,
  runs: null,
  kept: null,
  unkept: null,
  best: null,
  deleted: null,
}

export interface ShelfActions {
  showShelf(open: boolean): void
  /** Goes on with a kept run, paused; what was trained stays on the shelf. */
  openRun(id: string): void
  /** Keeps the run as it stands. @param name the person's for it */
  keepRun(name?: string): void
  renameRun(id: string, name: string): void
  duplicateRun(id: string): void
  /** It can be taken back. */
  deleteRun(id: string): void
  restoreRun(id: string): void
  /** Puts a kept run beside this one, as its twin. */
  compareRun(id: string): void
  /** Trains the run again as it was trained, from step 0. */
  reproduceRun(): void
}
