/** How far the discriminator is ahead, on one scale for all losses that have one. */
import { LOSSES, type LossEntry, type LossId } from '../../../common/catalog/losses.ts'

/** relu(1 − D) + relu(1 + D) at D = 0: the hinge has no equilibrium line in the catalogue, but it has a chance level. */
const HINGE_AT_CHANCE = 2

/** The discriminator's loss when it cannot tell at all; null for losses without such a level (Wasserstein). */
export function chanceLoss(loss: LossId): number | null {
  if (loss === 'hinge') return HINGE_AT_CHANCE
  const entry: LossEntry | undefined = LOSSES.find(({ id }) => id === loss)
  return entry?.equilibrium?.discriminator ?? null
}

/** 1 − loss/chance: 0 when D guesses, 1 when it is never wrong, negative when it is worse than guessing. */
export function advantage(loss: LossId, lossD: number): number | null {
  const chance = chanceLoss(loss)
  return chance === null ? null : 1 - lossD / chance
}

/** True where σ(D) may be called a probability. */
export function isLogistic(loss: LossId): boolean {
  return LOSSES.some((entry) => entry.id === loss && entry.logistic)
}
