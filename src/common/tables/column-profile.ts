/** What was understood of a column of a table, as plain data for the page. Types alone; filled by src/worker/data/rows/. */
import type { ColumnMeaning } from './column-meaning.ts'

export interface ColumnProfile {
  /** Which column, counted from 0. */
  readonly at: number
  /** As the file has it; “column 3” where it has none. */
  readonly name: string
  /** What it is taken for, after the person's choice. */
  readonly meaning: ColumnMeaning
  /** What the reader would have taken it for. */
  readonly guessed: ColumnMeaning
  /** What it could be taken for, the one in force among them. */
  readonly possible: readonly ColumnMeaning[]
  /** What is done with it, in one sentence for a person. */
  readonly sentence: string
  /** Share of rows without a value, 0 … 1. */
  readonly missing: number
  /** How many different cells it has, missing ones not counted. */
  readonly distinct: number
  /** Of numbers and dates; null of others. */
  readonly numbers: NumberFacts | null
  readonly picture: ColumnPicture
}

/** In the column's own unit; of dates in days or seconds since 1970. */
export interface NumberFacts {
  readonly low: number
  readonly high: number
  readonly mean: number
  /** Third standardised moment; 0 where all are the same. */
  readonly skew: number
  /** Digits behind the mark at most; null where that cannot be said. */
  readonly decimals: number | null
  /** Values that hold more than a fifth of the rows each, and are learnt as categories of their own, as written. */
  readonly specials: readonly string[]
  /** Whether its logarithm is learnt. */
  readonly log: boolean
}

/** A small distribution. */
export type ColumnPicture =
  /** Bars of equal width from `low` to `high`; where a logarithm is learnt, of equal width in it. As written, for the axis. */
  | {
      readonly is: 'bars'
      readonly counts: readonly number[]
      readonly low: string
      readonly high: string
      readonly log: boolean
    }
  /** The most frequent labels; `others` counts the rows of the rest. */
  | { readonly is: 'labels'; readonly labels: readonly LabelCount[]; readonly others: number }
  /** A few cells as they stand in the file, where nothing is counted. */
  | { readonly is: 'cells'; readonly cells: readonly string[] }

export interface LabelCount {
  readonly label: string
  readonly count: number
}
