/** Asking for rows of a table: those that the stage shows in words, made ones that meet a condition, and what a row lacks. Plain data. */
import type { SideName } from './side.ts'

/**
 * What a made row must have: a category by its label, a number or date between two bounds, both included; null: no bound. As text a
 * bound is read as a cell of its column would be.
 */
export type RowCondition =
  | { readonly column: string; readonly is: string }
  | { readonly column: string; readonly from: Bound; readonly to: Bound }

export type Bound = number | string | null

export interface MakeRows {
  readonly count: number
  /** 0 unless told. */
  readonly seed?: number
  /** All of these at once. */
  readonly where?: readonly RowCondition[]
  /** A column whose categories are to be made equally often. */
  readonly balance?: string
}

/** How many of the rows that were made met the condition: what it cost. */
export interface RowsMade {
  readonly rows: number
  /** Share of the rows drawn that met the condition; 1 without one. */
  readonly acceptance: number
}

/** Made rows with the file that they are. */
export interface RowsAsText extends RowsMade {
  readonly csv: string
}

/** One made row with the training row that it is nearest to. */
export interface ComparedRow {
  readonly cells: readonly string[]
  readonly nearest: readonly string[]
  /** Mean over columns of how far apart both are, 0 to 1. */
  readonly distance: number
  /** σ(D) of the made one. */
  readonly score: number
}

export interface ComparedRows {
  /** The learnt columns' names. */
  readonly header: readonly string[]
  readonly rows: readonly ComparedRow[]
  /** Median distance of a held-out row to its nearest training row; null where none is held out. */
  readonly usual: number | null
}

/** A column's rows counted into bars that reals and fakes share. */
export interface ColumnReport {
  readonly name: string
  /** Bars of a number's range, from the left; 0 for a category. The others are labels. */
  readonly bins: number
  /** Ends of the range as they are written; empty for a category. */
  readonly ends: readonly string[]
  /** Labels, one for each bar behind the bins. */
  readonly labels: readonly string[]
  /** Shares of all rows, one for each bar. */
  readonly real: readonly number[]
  readonly fake: readonly number[]
  /** 1 where both are alike, 0 where they share nothing; null where it cannot be told. */
  readonly alike: number | null
  /** Means as such numbers are written; null for a category. */
  readonly means: { readonly real: string; readonly fake: string } | null
}

export interface RowReport {
  /** The learnt columns, in the file's order. */
  readonly columns: readonly ColumnReport[]
  /** How far pairs are from hanging together as among reals, 0 to 1: [names × names], on the diagonal the columns themselves; null unless asked for. */
  readonly pairs: { readonly names: readonly string[]; readonly differences: readonly number[] } | null
  /** Fakes that were looked at. */
  readonly fakes: number
}

export type RowRequest =
  /** Of what a side shows: the same noises at every look. */
  | { kind: 'compare-rows'; side: SideName; count: number }
  | { kind: 'make-rows'; asked: MakeRows }
  /** Whoever waits for rows is refused with `cancelled`. */
  | { kind: 'stop-rows' }
  /** What the stage draws, as figures. @param pairs whether pairs of columns are wanted as well */
  | { kind: 'row-report'; pairs: boolean }
  /** @param cells by the column's name; the others are filled in */
  | { kind: 'fill-row'; cells: Readonly<Record<string, string>>; seed: number }

export interface RowAnswers {
  'compare-rows': ComparedRows
  /** By name: 40 MB of text in the message would hold the page. */
  'make-rows': RowsMade & { readonly csv: Blob }
  'stop-rows': null
  'row-report': RowReport
  /** Cells of all columns of the file, in its order. */
  'fill-row': {
    readonly header: readonly string[]
    readonly cells: readonly string[]
    readonly candidates: number
  }
}

/** How many of the rows that were asked for are there. */
export interface RowsProgress {
  readonly done: number
  readonly total: number
}

export type RowEvent = { type: 'rows-progress' } & RowsProgress

/** Rows drawn for each that is asked for, at most. */
export const ROW_PATIENCE = 200
export const MOST_ROWS = 200_000
