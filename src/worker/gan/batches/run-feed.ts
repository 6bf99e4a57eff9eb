/** The feed of a run as those see it who replay its steps. Types alone. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs'
import type { Feed } from '../game-types.ts'
import type { Ear } from '../kernels/ear.ts'
import type { Block } from './blocks.ts'

/** A feed that a recorded step can be replayed with. */
export interface RunFeed extends Feed {
  /** From now on the step is what `clock` [1] int32 holds on the device, whatever step is asked for; null: no longer. */
  follow(clock: Tensor1D | null): void
  /** From now on who listens is told of all that JavaScript draws; null: nobody. */
  hear(ear: Ear | null): void
  /** Rows to be written before a step that follows the clock; none where the device draws all by itself. */
  readonly blocks: readonly Block[]
  /** Tensors a recorded step reads and that outlive it. */
  readonly residentTensors: readonly Tensor[]
  dispose(): void
}
