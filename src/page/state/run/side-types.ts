/** What the page knows of one side: the run, or the twin it is compared with. Long series are not here: see page.ts. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { MeasuredStep } from '../../../common/protocol/run-file.ts'
import type { Metrics, NetworksReport, Verdict } from '../../../common/protocol/report.ts'
import type { TimelineState } from './timeline.ts'
import type { Latest } from './latest.ts'

/** A step at which a setting changed. */
export interface Mark {
  step: number
  label: string
}

export interface SideState {
  config: RunConfig
  /** Generator updates done. */
  step: number
  /** Null before they are built. */
  networks: NetworksReport | null
  latest: Latest
  metrics: Metrics | null
  /** Figures that were measured before this page showed the run; what is measured since comes in `metrics`. */
  measured: readonly MeasuredStep[]
  verdict: Verdict
  /** Raised whenever the side's series holds new rows: charts read the typed arrays when it changes. */
  seriesVersion: number
  /** What happened at which step; the run's are drawn on every chart. */
  marks: readonly Mark[]
  /** The side's past: what can be looked at and gone back to. */
  timeline: TimelineState
}
