/** A run's state at one step, as plain data: what a restart, a closed tab or a lost GPU goes on from. */
import type { RunConfig } from './run-config.ts'

export interface Checkpoint {
  /** Layout of this record; raised with a migration in src/page/client/storage/. */
  version: 1
  step: number
  config: RunConfig
  /** Names the dataset; a checkpoint of another one is refused. */
  fingerprint: string
  /** Weights, running statistics, optimiser moments and averages by name, in build order. */
  tensors: { name: string; shape: number[]; data: Float32Array }[]
}
