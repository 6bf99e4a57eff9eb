/** Asking for rows of a table: those that the stage shows in words, made ones that meet a condition, and what a row lacks. Plain data. */

/** What a made row must have: a category by its label, a number between two bounds, both included. */
export type RowCondition =
  | { readonly column: string; readonly is: string }
  | { readonly column: string; readonly from: number | null; readonly to: number | null }

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

export type RowRequest =
  /** Of what is shown: the same noises at every look. */
  | { kind: 'compare-rows'; count: number }
  | { kind: 'make-rows'; asked: MakeRows }
  /** @param cells by the column's name; the others are filled in */
  | { kind: 'fill-row'; cells: Readonly<Record<string, string>>; seed: number }

export interface RowAnswers {
  'compare-rows': ComparedRows
  'make-rows': RowsMade & { readonly csv: string }
  /** Cells of all columns of the file, in its order. */
  'fill-row': {
    readonly header: readonly string[]
    readonly cells: readonly string[]
    readonly candidates: number
  }
}

/** Rows drawn for each that is asked for, at most. */
export const ROW_PATIENCE = 200
export const MOST_ROWS = 200_000
