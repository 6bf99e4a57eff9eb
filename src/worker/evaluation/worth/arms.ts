/** The arms of the study: what a learner is taught on. Plain data; knows no items. */
import type { WorthArmId } from '../../../common/protocol/worth.ts'

/** What each is: src/common/protocol/worth.ts. */
export type ArmId = WorthArmId

export interface Arm {
  readonly id: ArmId
  readonly real: boolean
  readonly classic: boolean
  readonly fakes: boolean
  /** Five times as many fakes: only where so many can be made. */
  readonly many?: true
}

/** How many times the fakes of the other arms that is. */
export const MANY = 5

export const ARMS: readonly Arm[] = [
  { id: 'real', real: true, classic: false, fakes: false },
  { id: 'classic', real: true, classic: true, fakes: false },
  { id: 'fakes', real: true, classic: false, fakes: true },
  { id: 'classic-fakes', real: true, classic: true, fakes: true },
  { id: 'many-fakes', real: true, classic: false, fakes: true, many: true },
  { id: 'fakes-alone', real: false, classic: false, fakes: true },
]

/** The arms that there are. @param many whether there are five times as many fakes @param classic whether anything classic is made */
export function armsOf({ many, classic = true }: { many: boolean; classic?: boolean }): readonly Arm[] {
  return ARMS.filter((arm) => (many || arm.many !== true) && (classic || !arm.classic))
}

/** Scores of an arm, one for each seed that is through; in the order of the seeds. */
export type ArmScores = ReadonlyMap<ArmId, readonly number[]>
