/** The catalogue's words on the loss in force, with the numbers of this run. Pure. */
import { lossEntry, type LossId, type LossWords } from '../../../../common/catalog/losses.ts'

const cut = (value: number): string => String(Number(value.toFixed(3)))

/** @param smoothing s: reals count as 1 − s; a loss that it does not move has the same words for any */
export function lossWords(loss: LossId, smoothing: number): LossWords {
  const { words } = lossEntry(loss)
  const { smoothed, targets } = words
  if (smoothing === 0 || smoothed === null) return words
  const filled = (text: string) =>
    text.replaceAll('{1−s}', cut(1 - smoothing)).replaceAll('{s}', cut(smoothing))
  return {
    ...words,
    discriminatorAim: filled(smoothed.discriminatorAim),
    realError: filled(smoothed.realError),
    targets: targets === null ? null : { ...targets, real: filled(smoothed.realTarget) },
  }
}

/** True where the output is a probability's logit, shown as a score between 0 and 1. */
export function hasScores(loss: LossId): boolean {
  return lossEntry(loss).logistic
}

/** What the page shows of a raw output: σ of a logit, or the number itself. */
export function shownScore(loss: LossId, logit: number): number {
  return hasScores(loss) ? 1 / (1 + Math.exp(-logit)) : logit
}
