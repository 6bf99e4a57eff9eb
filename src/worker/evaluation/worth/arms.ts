/** The arms of the study: what a learner is taught on. Plain data; knows no items. */
import type { WorthArmId } from '../../../common/protocol/worth.ts'

/** What each is: src/common/protocol/worth.ts. */
export type ArmId = WorthArmId

export interface Arm {
  readonly id: ArmId
  readonly real: boolean
  readonly classic: boolean
  readonly fakes: boolean
}

export const ARMS: readonly Arm[] = [
  { id: 'real', real: true, classic: false, fakes: false },
  { id: 'classic', real: true, classic: true, fakes: false },
  { id: 'fakes', real: true, classic: false, fakes: true },
  { id: 'classic-fakes', real: true, classic: true, fakes: true },
  { id: 'fakes-alone', real: false, classic: false, fakes: true },
]

/** Scores of an arm, one for each seed that is through; in the order of the seeds. */
export type ArmScores = ReadonlyMap<ArmId, readonly number[]>
