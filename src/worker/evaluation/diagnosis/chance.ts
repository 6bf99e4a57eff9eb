/** How far the discriminator is ahead, on one scale for all losses that have one. */
import { lossEntry, type LossId } from '../../../common/catalog/losses.ts'

/** The discriminator's loss when it cannot tell at all; null for losses without such a level (Wasserstein). */
export function chanceLoss(loss: LossId): number | null {
  return lossEntry(loss).equilibrium?.discriminator ?? null
}

/** 1 − loss/chance: 0 when D guesses, 1 when it is never wrong, negative when it is worse than guessing. */
export function advantage(loss: LossId, lossD: number): number | null {
  const chance = chanceLoss(loss)
  return chance === null ? null : 1 - lossD / chance
}

/** True where σ(D) may be called a probability. */
export function isLogistic(loss: LossId): boolean {
  return lossEntry(loss).logistic
}
