/** What an augmentation is: a random, differentiable change of items, and of sources as of the items they belong to. */
import type { Tensor } from '@tensorflow/tfjs'

/** U(0, 1) of a shape; each call gives other numbers. */
export type Uniform = (shape: readonly number[]) => Tensor

/** [n, …item] → [n, …item], each item changed in its own way. What is no picture is left as it is. */
export type Augment = (items: Tensor, uniform: Uniform) => Tensor

export interface AugmentRule {
  readonly items: Augment
  /** [n, …source] of the same items: with the same numbers it is moved, cut and coloured as they are. */
  readonly told: Augment
}
