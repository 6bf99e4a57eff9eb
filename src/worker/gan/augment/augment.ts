/** Every augmentation of the catalogue has its rule here; a missing one does not compile. */
import type { AugmentId } from '../../../common/catalog/diversity.ts'
import { geometryOfBatch } from '../../../common/items/item-shape.ts'
import { diffAugment } from './diff-augment.ts'
import type { Augment } from './rule.ts'

export const AUGMENT_RULES: Record<AugmentId, Augment> = {
  none: (items) => items,
  diffaugment: (items, uniform) =>
    geometryOfBatch(items.shape).type === 'picture' ? diffAugment(items, uniform) : items,
}
