/**
 * Directions for words: what the page may ask, and what it hears. Plain data that is handed to scripts; numbers that are not known are
 * null.
 */
import type { Word } from './word.ts'

/** How well somebody tells a word: of a yes and a no the mean share that is told right, of a number R². */
export interface Told {
  readonly score: number
  /** Pictures that were asked about, none of them seen before. */
  readonly asked: number
}

/** Shares of fakes, each in [0, 1], that a judge names otherwise after a move than before. */
export interface Flips {
  /** Of those that were not: moved to the upper end; and of those that were: moved to the lower. Of a number both are null. */
  readonly up: number | null
  readonly down: number | null
  /** Of a number: how far the two ends lie apart, in deviations of the real pictures. */
  readonly apart: number | null
}

/** How a move changes a word that was not meant. */
export interface Aside {
  readonly id: string
  readonly name: string
  readonly kind: Word['kind']
  /** Share named otherwise, or of a number the mean change in deviations of the reals. */
  readonly change: number
  /** The same where the move is by chance. */
  readonly byChance: number
}

/** What a move along a direction does, and a move as far by chance. */
export interface Measured {
  readonly flips: Flips
  readonly byChance: Flips
  readonly asides: readonly Aside[]
  /** Of the other words of yes and no the mean share that is named otherwise; null where there are none. */
  readonly rest: number | null
  /** The same of shorter moves, `strength` in deviations of the prior. */
  readonly course: readonly {
    readonly strength: number
    readonly flips: Flips
    readonly rest: number | null
  }[]
  /** Mean change of a pixel, as a share of the whole range. */
  readonly pixels: number
  readonly pixelsByChance: number
}

/**
 * `untold`: no judge learns it. `unlearnt`: the forger makes no fakes with it, or none without. `one`: nothing is left of it without
 * another word.
 */
export type WordState = 'untold' | 'unlearnt' | 'one' | 'found'

export interface WordReport {
  readonly word: Word
  readonly state: WordState
  /** Both judges' figures on real pictures they never saw: of whom names the fakes, and of whom measures. */
  readonly judge: Told
  readonly measurer: Told
  /** Share of real pictures, and of fakes, that have it; of numbers their mean. */
  readonly reals: number
  readonly fakes: number
  /** How well the plane in latent space tells fakes it was not fitted on. */
  readonly plane: Told | null
  /** Length left of the direction without the other words'. */
  readonly left: number | null
  /** Unit vector in z. */
  readonly direction: Float32Array | null
  readonly measured: Measured | null
  /** What it comes to, in words. */
  readonly sentence: string
}

export interface WordsProgress {
  /** In [0, 1]. */
  readonly share: number
  readonly label: string
}

export interface WordsReport {
  readonly state: 'finding' | 'over' | 'stopped'
  /** The run's step when the networks were copied. */
  readonly step: number
  /** Fakes that were named, and moved. */
  readonly named: number
  readonly moved: number
  readonly words: readonly WordReport[]
  /** What is to be known of the data: words that hang together. */
  readonly caveats: readonly string[]
  readonly progress: WordsProgress
}

export type WordsRequest =
  /** Answered when it is over or stopped. @throws GanvasError `words-none`, `words-few`, `words-unknown`, `words-going` … */
  { kind: 'words'; ids: readonly string[] } | { kind: 'stop-words' }

export interface WordsAnswers {
  words: WordsReport
  'stop-words': null
}

export type WordsEvent =
  /** Null: nothing of it holds any more; with why where nobody asked for that. */
  { type: 'words'; report: WordsReport | null; sentence?: string }
