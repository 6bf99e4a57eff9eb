/**
 * Each sample's own share of a loss, on plain numbers: what slow motion shows of one step. Must not know any loss; the step
 * itself uses the formulas.
 */
import { lossEntry, type LossId } from '../../../common/catalog/losses.ts'
import type { Errors } from './loss.ts'
import { lossOf } from './losses.ts'

/** Errors of D's update, one an item, from raw logits. @param smoothing reals count as 1 − smoothing @param k logits of each item: its error is the mean of theirs */
export function discriminatorErrors(
  loss: LossId,
  real: readonly number[],
  fake: readonly number[],
  smoothing: number,
  k = 1,
): Errors {
  const each = lossOf(loss).shares.discriminator(real, fake, smoothing)
  return { real: meanOfEach(each.real, k), fake: meanOfEach(each.fake, k) }
}

/** Means of every k numbers in turn. */
export function meanOfEach(values: readonly number[], k: number): number[] {
  if (k === 1) return [...values]
  return Array.from({ length: values.length / k }, (_, i) => meanOf(values.slice(i * k, (i + 1) * k)))
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * Errors of G's update, one an item, from raw logits.
 * @param k logits of each item: its error is the mean of theirs
 * @param topK share of the fakes that count, the best scored ones; the others' error is NaN. Ignored by losses that
 * compare fakes with reals, as in the step itself
 */
export function generatorErrors(
  loss: LossId,
  fake: readonly number[],
  real: readonly number[],
  topK: number,
  k = 1,
): Errors {
  const each = lossOf(loss).shares.generator(fake, real)
  const errors = { real: meanOfEach(each.real, k), fake: meanOfEach(each.fake, k) }
  if (topK >= 1 || lossEntry(loss).comparesReals) return errors
  const items = meanOfEach(fake, k)
  const kept = Math.max(1, Math.ceil(topK * items.length))
  const counted = new Set(
    items
      .map((_, i) => i)
      .sort((a, b) => (items[b] ?? 0) - (items[a] ?? 0))
      .slice(0, kept),
  )
  return { ...errors, fake: errors.fake.map((error, i) => (counted.has(i) ? error : NaN)) }
}
