/**
 * The study “Is it worth anything?”: what the page may ask of it, and what it hears. Learners are taught on real items, on fakes and
 * on both, and asked about items that nothing has seen. Plain data that is handed to scripts: numbers that are not known are null.
 */

/** What the study teaches on rows; of pictures it is a small convolutional network, whatever is asked. */
export const WORTH_LEARNERS = ['forest', 'tree', 'linear', 'perceptron'] as const
export type WorthLearner = (typeof WORTH_LEARNERS)[number]

export interface WorthOptions {
  /** Pairs to compare, 2 to 30; of fewer than five nothing is said. 5 unless told. */
  readonly seeds?: number
  /** Tables: the column that the learner is asked for; the table's own unless told. */
  readonly target?: string
  /** The forest unless told. */
  readonly learner?: WorthLearner
}

/**
 * `real`: n real items. `classic`: and what is made of them without a network. `fakes`: the reals and fakes. `classic-fakes`:
 * all three. `many-fakes`: the reals and five times as many fakes, where so many can be made. `fakes-alone`: no real one (train on
 * synthetic, test on real: GAN-train).
 */
export type WorthArmId = 'real' | 'classic' | 'fakes' | 'classic-fakes' | 'many-fakes' | 'fakes-alone'

/** A mean with both ends of its 95 % interval; null where too little is known. */
export interface WorthInterval {
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Scores seed by seed, in the seeds' order; the interval is that of their mean. */
export interface WorthScores extends WorthInterval {
  readonly label: string
  readonly scores: readonly number[]
}

export interface WorthArm extends WorthScores {
  readonly id: WorthArmId
}

/** Another maker of fakes, taught on the same real items and judged as fakes alone are. */
export interface WorthRival extends WorthScores {
  readonly id: string
}

/** `untold`: fewer than five pairs, or nothing taught a learner anything that is surely better than a guess. */
export type WorthVerdictKind = 'helps' | 'no-worse' | 'harms' | 'untold'

/** Real items with which the learner alone scores as well. `at-most` and `at-least`: below or above all that was measured. */
export interface WorthItems {
  readonly items: number | null
  readonly reach: 'measured' | 'at-most' | 'at-least' | 'untold'
}

/** What the learner scores with so many real items; `rising`: the curve made to rise, on which what fakes are worth is read off. */
export interface WorthPoint {
  readonly items: number
  readonly score: number | null
  readonly rising: number | null
}

export interface WorthProgress {
  /** Learners taught so far, and in all. */
  readonly done: number
  readonly total: number
  /** What is being done, in words. */
  readonly label: string
  /** Milliseconds since it began, and about how many are left; null before the first learner. */
  readonly spent: number
  readonly left: number | null
}

export interface WorthReport {
  /** `stopped`: somebody did; what was found until then stays. */
  readonly state: 'measuring' | 'over' | 'stopped'
  readonly items: 'rows' | 'pictures'
  /** What the learner is asked for: a column, or “class”. */
  readonly target: string
  /** Higher is better: macro-F1 of classes, R² of numbers. */
  readonly figure: 'macro-F1' | 'R²'
  /** What a guess scores at best: 1 in as many as there are classes, 0 of numbers. */
  readonly guessing: number
  readonly learner: string
  /** The run's step when the fakes were made. */
  readonly step: number
  /** Real items that the GAN was taught on. */
  readonly seen: number
  /** Real items of each arm; fewer than `seen` only where there are too many for a learner. */
  readonly reals: number
  /** Fakes that are added, and of which the arm of fakes alone is made. */
  readonly fakes: number
  /** Real items that were seen by none and that learners are asked about. */
  readonly test: number
  /** How many pairs are to be compared. */
  readonly seeds: number
  readonly verdict: WorthVerdictKind
  /** The verdict; what the fakes are worth in real items; whose fakes are worth most; what is to be known of the study. */
  readonly sentence: string
  readonly worthSentence: string
  readonly rivalSentence: string
  readonly caveats: readonly string[]
  readonly arms: readonly WorthArm[]
  /**
   * A learner that was taught on the reals, asked about the fakes (GAN-test, precision); its other half is the arm of fakes alone
   * (GAN-train, recall). Both in a sentence each: Shmelkov et al. 2018.
   */
  readonly ganTest: WorthScores
  readonly ganTrainSentence: string
  readonly ganTestSentence: string
  /** Score of the best arm with fakes beside reals less that of the best without any, over pairs. */
  readonly difference: WorthInterval & { readonly withFakes: WorthArmId; readonly without: WorthArmId }
  /** Real items that fakes alone are worth, and that reals with fakes are. */
  readonly aloneWorth: WorthItems
  readonly worth: WorthItems
  /** How the learner's score rises with real items alone. */
  readonly curve: readonly WorthPoint[]
  readonly rivals: readonly WorthRival[]
  readonly progress: WorthProgress
}

export type WorthRequest =
  /** Answered when it is over or stopped. @throws GanvasError `worth-no-target`, `worth-few`, `worth-no-classes`, `worth-going` … */
  { kind: 'worth'; options: WorthOptions } | { kind: 'stop-worth' }

export interface WorthAnswers {
  worth: WorthReport
  'stop-worth': null
}

export type WorthEvent =
  /** How it stands, partial results included; null: nothing is kept of any study, with why where nobody asked for it. */
  | { type: 'worth'; report: WorthReport | null; sentence?: string }
  | { type: 'worth-progress'; progress: WorthProgress }
