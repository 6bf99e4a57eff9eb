/**
 * DiffAugment (Zhao et al. 2020, with the ranges of its code): colour, then translation, then cutout, on reals and
 * fakes alike and in both players' updates, so that the generator never learns the augmentation itself.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { Uniform } from './rule.ts'
import { brightness, contrast, saturation } from './colour.ts'
import { cutout, translation } from './geometry.ts'

/** @param items [n, h, w, c] in [−1, 1] @param uniform U(0, 1) of a shape, fresh at each call */
export function diffAugment(items: Tensor, uniform: Uniform): Tensor {
  const perItem = [items.shape.at(0) ?? 0, 1, 1, 1]
  const coloured = [brightness, saturation, contrast].reduce<Tensor4D>(
    (images, change) => change(images, uniform(perItem)),
    items as Tensor4D,
  )
  const moved = translation(coloured, uniform(perItem), uniform(perItem))
  return cutout(moved, uniform(perItem), uniform(perItem))
}
