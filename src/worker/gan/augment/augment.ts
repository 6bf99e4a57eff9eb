/** Every augmentation of the catalogue has its rule here; a missing one does not compile. */
import type { AugmentId } from '../../../common/catalog/diversity.ts'
import { geometryOfBatch } from '../../../common/items/item-shape.ts'
import { diffAugment, diffAugmentSource } from './diff-augment.ts'
import type { Augment, AugmentRule } from './rule.ts'

const unchanged: Augment = (items) => items

export const AUGMENT_RULES: Record<AugmentId, AugmentRule> = {
  none: { items: unchanged, told: unchanged },
  diffaugment: { items: ofPictures(diffAugment), told: ofPictures(diffAugmentSource) },
}

function ofPictures(augment: Augment): Augment {
  return (items, uniform) =>
    geometryOfBatch(items.shape).type === 'picture' ? augment(items, uniform) : items
}
