/**
 * A run in one file, `.ganvas`: what is asked of the worker to write and to read one. What is read is unchecked but for its
 * container: src/common/saved/repair.ts decides what to believe. Plain data.
 */
import type { PaintedDensity } from './painted-density.ts'
import type { Metrics, Verdict, VerdictKind } from './report.ts'

/** Figures as they were measured at a step. */
export interface MeasuredStep {
  readonly step: number
  readonly metrics: Metrics
}

/** How a side stands on the page, beside its charts. */
export interface SideNotes {
  /** What happened at which step. */
  readonly marks: readonly { readonly step: number; readonly label: string }[]
  /** Stretches of steps with a verdict that is not good; `to` null: it lasts. */
  readonly troubles: readonly {
    readonly kind: VerdictKind
    readonly from: number
    readonly to: number | null
  }[]
  readonly metrics: Metrics | null
  readonly verdict: Verdict
}

/** What only the page knows of a run. */
export interface PageNotes extends Pick<SideNotes, 'marks'> {
  readonly pins: readonly { readonly name: string; readonly latent: Float32Array }[]
  /** How run and twin stand; absent in files, which hold what is worth taking elsewhere. */
  readonly run?: Omit<SideNotes, 'marks'>
  readonly twin?: SideNotes
  readonly challenge?: ChallengeNotes
  readonly preset?: string
}

/** How far a challenge has come. */
export interface ChallengeNotes {
  readonly id: string
  readonly phase: 'prologue' | 'open' | 'judging' | 'won' | 'lost'
  readonly found: { readonly modes: number; readonly modesTotal: number; readonly highQuality: number } | null
}

export const NO_NOTES: PageNotes = { marks: [], pins: [] }

export interface ReadRunRequest {
  readonly kind: 'read-run'
  readonly file: File
}

/** A run as it lay in the file. */
export interface RunFileContent {
  /** As in src/common/saved/repair.ts: a saved run of any version. */
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
