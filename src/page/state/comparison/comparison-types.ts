/** The part of the page's state that is about comparing two runs, and what a person can do with it. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { SideName } from '../../../common/protocol/side.ts'

export interface ComparisonState {
  /** Step at which the two parted, 0 from the start; null while nothing is compared. */
  parted: number | null
  /** The last twin that became the run, and the step at which it had left it; null until one does. */
  keptTwin: { since: number } | null
  /** Whose settings the controls show. */
  side: SideName
}

export const NOTHING_COMPARED: ComparisonState = { parted: null, keptTwin: null, side: 'run' }

export interface ComparisonActions {
  /** Begins a comparison with a twin that differs by `change`. */
  compare(change: Partial<RunConfig>, from: 'start' | 'now'): void
  endComparison(keep: SideName): void
  editSide(side: SideName): void
  /** Changes the side whose settings are shown; what both share goes to the run. */
  configureSide(change: Partial<RunConfig>): void
}
