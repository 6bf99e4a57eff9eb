/**
 * Each sample's own share of a loss, on plain numbers: what slow motion shows of one step. Must not know any loss; the step
 * itself uses the formulas.
 */
import { lossEntry, type LossId } from '../../../common/catalog/losses.ts'
import type { Errors } from './loss.ts'
import { lossOf } from './losses.ts'

/** Errors of D's update, from raw logits. @param smoothing reals count as 1 − smoothing */
export function discriminatorErrors(
  loss: LossId,
  real: readonly number[],
  fake: readonly number[],
  smoothing: number,
): Errors {
  return lossOf(loss).shares.discriminator(real, fake, smoothing)
}

/**
 * Errors of G's update, from raw logits.
 * @param topK share of the fakes that count, the best scored ones; the others' error is NaN. Ignored by losses that
 * compare fakes with reals, as in the step itself
 */
export function generatorErrors(
  loss: LossId,
  fake: readonly number[],
  real: readonly number[],
  topK: number,
): Errors {
  const errors = lossOf(loss).shares.generator(fake, real)
  if (topK >= 1 || lossEntry(loss).comparesReals) return errors
  const kept = Math.max(1, Math.ceil(topK * fake.length))
  const counted = new Set(
    fake
      .map((_, i) => i)
      .sort((a, b) => (fake[b] ?? 0) - (fake[a] ?? 0))
      .slice(0, kept),
  )
  return { ...errors, fake: errors.fake.map((error, i) => (counted.has(i) ? error : NaN)) }
}
