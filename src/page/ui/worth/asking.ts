/** What a kind of item brings to the panel “Is it worth anything?”. Types alone. */
import type { ComponentType } from 'react'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { DatasetSummary } from '../../../common/protocol/report.ts'
import type { WorthOptions } from '../../../common/protocol/worth.ts'

export interface WorthChoicesProps {
  readonly options: WorthOptions
  readonly onChange: (change: WorthOptions) => void
}

export interface WorthAsking {
  /** “rows”, “pictures”. */
  readonly noun: string
  /** Whether such data have something to predict. */
  offered(dataset: DatasetSummary): boolean
  /** What must be done before it can begin, which `Choices` says and offers; null: nothing. */
  missing(dataset: DatasetSummary, config: RunConfig): string | null
  /** What is chosen before it begins. */
  readonly Choices: ComponentType<WorthChoicesProps>
  /** What is asked of the worker, with what the panel shows as chosen. */
  asked(dataset: DatasetSummary, options: WorthOptions): WorthOptions
  /** About how long it takes on a laptop. */
  minutes(dataset: DatasetSummary, options: WorthOptions): number
}
