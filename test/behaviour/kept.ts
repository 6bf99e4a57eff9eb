/** Runs as the first edition kept them, and what they did next. */
import type { Prepared } from './harness.ts'
import type { Machine } from './recordings.ts'

export interface Kept {
  readonly name: string
  /** As it lay in the store of runs. */
  readonly record: unknown
  /** As it lay in the store of datasets, by the fingerprint of the run; null where none did. */
  readonly prepared: Prepared | null
  /** Losses of the steps that followed, on WASM. */
  readonly lossD: readonly number[]
  readonly lossG: readonly number[]
}

export interface KeptRuns {
  readonly machine: Machine
  readonly runs: readonly Kept[]
}

/** Steps before a run is kept: the browser keeps none of under 50. */
export const KEPT_AFTER = 50
export const NEXT = 5
