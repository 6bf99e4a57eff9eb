/**
 * What every peer is handed: both networks as plain data, what they begin with, and a few steps' pictures; and what it is asked. Crosses
 * a pipe and is read in Python as well, so plain data only. Floats lie in a file beside it.
 */
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { LayerChain } from '../../../../src/common/networks/layer-op.ts'
import type { Losses, Slot } from '../../speed/job.ts'
import type { CaseName } from './cases.ts'

/** Pictures of one update, NHWC in [−1, 1]; of a translation the first half goes the first way, the second half the other. */
export interface UpdateSlots {
  readonly real: Slot
  readonly source: Slot
}

export interface NetworkJob {
  readonly layers: LayerChain
  /** What is trained, by the names that the layers know. */
  readonly weights: readonly { readonly name: string; readonly slot: Slot }[]
  readonly parameters: number
}

export interface CostJob {
  readonly name: CaseName
  readonly config: RunConfig
  /** Path of the floats. */
  readonly file: string
  readonly generator: NetworkJob
  readonly discriminator: NetworkJob
  /** Step i uses number i modulo their count. */
  readonly batches: readonly { readonly discriminator: UpdateSlots; readonly generator: UpdateSlots }[]
}

export type Question =
  | { readonly method: 'make'; readonly case: CaseName; readonly folder: string }
  | { readonly method: 'prepare'; readonly job: CostJob }
  | { readonly method: 'sample'; readonly steps: number }

export interface Answers {
  make: CostJob
  prepare: Prepared
  sample: Sample
}

export interface Prepared {
  /** What it computes on, for people. */
  readonly adapter: string
  /** Trained numbers of both networks. */
  readonly parameters: number
}

/** Some steps, and the wait until the losses of the last are read. */
export interface Sample {
  readonly ms: number
  readonly losses: Losses
}

export type Reply = { readonly answer: Answers[keyof Answers] } | { readonly failed: string }
