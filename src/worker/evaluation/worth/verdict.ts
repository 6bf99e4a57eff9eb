/**
 * What fakes are worth, from the scores of the arms. "Helps" is said only where the 95 % interval of the paired differences to the
 * best arm without a network lies above zero. Knows no items and no words of the page.
 */
import type { WorthVerdictKind } from '../../../common/protocol/worth.ts'
import { ARMS, type ArmId, type ArmScores } from './arms.ts'
import { itemsWorth, type CurvePoint, type ItemsWorth } from './learning-curve.ts'
import { differences, meanInterval, type MeanInterval } from './paired.ts'

/** `untold`: fewer than `LEAST_SEEDS` pairs, or of what nobody can learn, with fakes or without. */
export type WorthVerdict = WorthVerdictKind

/** Fewer pairs say too little for a verdict; partial results are shown without one. */
export const LEAST_SEEDS = 5

export interface Worth {
  readonly verdict: WorthVerdict
  /** The best arm that holds fakes beside reals, and the best without any, by their means. */
  readonly withFakes: ArmId
  readonly without: ArmId
  /** Score of `withFakes` less that of `without`, seed by seed. */
  readonly difference: MeanInterval
  /** Fakes alone less the real items: what is lost by never showing a real one. */
  readonly fakesAlone: MeanInterval
  /** Real items with which the learner alone scores as `withFakes` does, and as fakes alone do. */
  readonly worth: ItemsWorth
  readonly aloneWorth: ItemsWorth
}

/**
 * @param curve real items and mean scores of the arm `real`, the size that the arms were run at among them
 * @param guessing what is scored without a clue: where reals teach nothing beyond it, fakes that teach nothing are no measure
 * Choosing the better of two arms with fakes favours them a little; both must be compared to the same best without.
 */
export function verdictOf(scores: ArmScores, curve: readonly CurvePoint[], guessing = -Infinity): Worth {
  const withFakes = best(scores, true)
  const without = best(scores, false)
  const of = (id: ArmId) => scores.get(id) ?? []
  const difference = meanInterval(differences(of(withFakes), of(without)))
  const teaches = (id: ArmId) => {
    const { count, low } = meanInterval(of(id))
    return count < LEAST_SEEDS || low > guessing
  }
  const isLearnt = teaches(without)
  const inReals = (id: ArmId) => itemsWorth(isLearnt ? curve : [], meanInterval(of(id)).mean)
  return {
    verdict: isLearnt || teaches(withFakes) ? verdictFor(difference) : 'untold',
    withFakes,
    without,
    difference,
    fakesAlone: meanInterval(differences(of('fakes-alone'), of('real'))),
    worth: inReals(withFakes),
    aloneWorth: inReals('fakes-alone'),
  }
}

export function verdictFor(difference: MeanInterval): WorthVerdict {
  if (difference.count < LEAST_SEEDS) return 'untold'
  if (difference.low > 0) return 'helps'
  return difference.high < 0 ? 'harms' : 'no-worse'
}

function best(scores: ArmScores, fakes: boolean): ArmId {
  let [id, most]: [ArmId, number] = [fakes ? 'fakes' : 'real', -Infinity]
  for (const arm of ARMS) {
    if (!arm.real || arm.fakes !== fakes) continue
    const { mean } = meanInterval(scores.get(arm.id) ?? [])
    if (mean > most) [id, most] = [arm.id, mean]
  }
  return id
}
