/** What an augmentation is: a random, differentiable change of items. Every entry of the catalogue has its rule here. */
import type { Tensor } from '@tensorflow/tfjs'
import type { AugmentId } from '../../catalog/cures.ts'
import { diffAugment } from './diff-augment.ts'

/** U(0, 1) of a shape; each call gives other numbers. */
export type Uniform = (shape: readonly number[]) => Tensor

/** [n, …item] → [n, …item], each item changed in its own way. Points are left as they are. */
export type Augment = (items: Tensor, uniform: Uniform) => Tensor

export const AUGMENT_RULES: Record<AugmentId, Augment> = {
  none: (items) => items,
  diffaugment: (items, uniform) => (items.rank === 4 ? diffAugment(items, uniform) : items),
}
