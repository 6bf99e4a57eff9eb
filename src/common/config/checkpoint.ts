/** A run's state at one step, as plain data: what a restart, a closed tab or a lost GPU goes on from. */
import type { ItemSpec } from '../items/item-spec.ts'
import type { RunConfig } from './run-config.ts'
import type { RunStory } from './run-story.ts'

export interface Checkpoint {
  /** Layout of this record; raised with a step in src/common/saved/migrations.ts. */
  version: 2
  step: number
  config: RunConfig
  /** Names the dataset; a checkpoint of another one is refused. */
  fingerprint: string
  /** What the networks make; absent where a record of version 1 did not say. A checkpoint of networks for other items is refused. */
  item?: ItemSpec
  /** How the run came here; absent where an earlier edition did not note it, or it cannot be told as data. */
  story?: RunStory
  /** Weights, running statistics, optimiser moments and averages by name, in build order. */
  tensors: { name: string; shape: number[]; data: Float32Array }[]
}
