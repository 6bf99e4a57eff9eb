/**
 * A run in one file, `.ganvas`: what is asked of the worker to write and to read one. What is read is unchecked but for its
 * container: src/page/client/storage/repair.ts decides what to believe. Plain data.
 */
import type { PaintedDensity } from './painted-density.ts'

/** What only the page knows of a run. */
export interface PageNotes {
  /** What happened at which step. */
  readonly marks: readonly { readonly step: number; readonly label: string }[]
  readonly pins: readonly { readonly name: string; readonly latent: Float32Array }[]
}

export const NO_NOTES: PageNotes = { marks: [], pins: [] }

export interface ReadRunRequest {
  readonly kind: 'read-run'
  readonly file: File
}

/** A run as it lay in the file. */
export interface RunFileContent {
  /** As in src/page/client/storage/repair.ts: a saved run of any version. */
  readonly saved: unknown
  /** The person's own data where they came along; null where they did not, or need not. */
  readonly prepared: unknown
  readonly painted: PaintedDensity | null
  /** Rows of SERIES_COLUMNS. */
  readonly history: Float32Array
  readonly notes: PageNotes
}

/** Said by the page's client once a run from a file stands: what came with it for the page alone. */
export interface LoadedEvent {
  readonly type: 'loaded'
  readonly history: Float32Array
  readonly notes: PageNotes
}

export interface RunFileAnswers {
  'read-run': RunFileContent
}
