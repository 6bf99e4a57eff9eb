/** The part of the page's state that is about the twin of a comparison, and what a person can do with it. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Metrics, NetworkSummary, Verdict } from '../../../common/protocol/report.ts'
import type { Latest } from '../run/latest-types.ts'

export interface TwinState {
  config: RunConfig
  /** Step at which it left the run; 0 from the start. */
  since: number
  step: number
  /** The past step its stage shows; null: its present. */
  rewound: number | null
  networks: { generator: NetworkSummary; discriminator: NetworkSummary; latent: number }
  latest: Latest
  metrics: Metrics | null
  verdict: Verdict
}

/** Which side's settings the controls show. */
export type Side = 'run' | 'twin'

export interface TwinActions {
  /** Begins a comparison with a twin that differs by `change`. */
  compare(change: Partial<RunConfig>, from: 'start' | 'now'): void
  endComparison(keep: Side): void
  editSide(side: Side): void
  /** Changes the side whose settings are shown; what both share goes to the run. */
  configureSide(change: Partial<RunConfig>): void
}
