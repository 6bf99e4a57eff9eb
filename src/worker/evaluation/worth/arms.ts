/** The arms of the study: what a learner is taught on. Plain data; knows no items. */

/**
 * `real`: n real items. `classic`: and what is made of them without a network. `fakes`: the reals and fakes. `classic-fakes`:
 * all three. `fakes-alone`: no real one (train on synthetic, test on real).
 */
export type ArmId = 'real' | 'classic' | 'fakes' | 'classic-fakes' | 'fakes-alone'

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
