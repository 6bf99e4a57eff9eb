/** Has the generator copied, or the discriminator learnt by heart? Needs items that were held out of training. */
import { nearestItems } from './neighbours.ts'
import type { Rows } from './rows.ts'
import type { Sliced } from './slices.ts'

/**
 * Median distance from a fake to its nearest training item, over the same from held-out items. About 1 when fakes are
 * as new as unseen reals; towards 0 when they are copies; above 1 when they are just poor. Own composition after the
 * nearest-neighbour test of Dive into Deep Learning's GAN chapter. Cost (n + held)·train·d.
 */
export function* nearestTrainingRatio(fake: Rows, training: Rows, heldOut: Rows): Sliced<number> {
  const distance = yield* medianNearest(fake, training)
  return ratioToUnseen(distance, yield* medianNearest(heldOut, training))
}

/** Median distance from an item to the nearest of `training`. Cost n·train·d. */
export function* medianNearest(items: Rows, training: Rows): Sliced<number> {
  return median((yield* nearestItems(items, training)).distances)
}

/** `nearestTrainingRatio` from its two distances; 1 when both are 0, as nothing can be told where reals are copies. */
export function ratioToUnseen(distance: number, unseen: number): number {
  if (unseen === 0) return distance === 0 ? 1 : Infinity
  return distance / unseen
}

/** Standard errors by which training items must score above fakes before the gap is a figure and no noise. */
const CLEAR = 3

/**
 * How far D tells training items from held-out ones, in units of how far it tells them from fakes: the r_v of Karras et
 * al. 2020 (StyleGAN2-ADA, equation 1), (E D(train) − E D(held)) / (E D(train) − E D(fake)). 0: not at all; 1: held-out
 * reals look like fakes to it. Works on raw logits of any loss. Null while the two means it is divided by are less than
 * three standard errors apart: a quotient of noise says nothing.
 */
export function heldOutGap(
  train: ArrayLike<number>,
  heldOut: ArrayLike<number>,
  fake: ArrayLike<number>,
): number | null {
  const span = mean(train) - mean(fake)
  const error = Math.sqrt(variance(train) / train.length + variance(fake) / fake.length)
  return span > 0 && span > CLEAR * error ? (mean(train) - mean(heldOut)) / span : null
}

/** E sign D(train): the r_t of StyleGAN2-ADA, which needs no held-out items; above .6 D is overfitting. */
export function signOfTraining(train: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < train.length; i++) total += Math.sign(train[i] ?? 0)
  return total / train.length
}

/** The middle value; the mean of the middle two for an even count. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort()
  const half = sorted.length >> 1
  const upper = sorted[half] ?? NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? NaN)) / 2
}

/** Of one value it is 0: nothing is known of its scatter. */
function variance(values: ArrayLike<number>): number {
  const centre = mean(values)
  let total = 0
  for (let i = 0; i < values.length; i++) total += ((values[i] ?? NaN) - centre) ** 2
  return values.length > 1 ? total / (values.length - 1) : 0
}

function mean(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i] ?? NaN
  return total / values.length
}
