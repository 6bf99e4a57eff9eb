/**
 * How rows of a table become numbers for a network, and come back: what was fitted on training rows, as plain JSON that
 * travels in a checkpoint and in files. Types alone; fitted and applied in src/worker/data/rows/encoding/, checked by
 * encoding-schema.ts; the spans that a network's heads are built from follow from it in encoding-spans.ts.
 */
import type { DateFormat, IdPattern, NumberFormat, TableFormat } from './column-formats.ts'
import type { LabelCount } from './column-profile.ts'

export interface TableEncoding {
  readonly version: 1
  /** Training rows that it was fitted on. */
  readonly rows: number
  /** The names of the columns as the file has them; null where it has none. */
  readonly header: readonly string[] | null
  readonly format: TableFormat
  /** One for each column of the file, in its order. */
  readonly columns: readonly EncodedColumn[]
}

export type EncodedColumn =
  | {
      readonly is: 'number'
      readonly name: string
      readonly number: NumberCoding
      readonly format: NumberFormat
      /** As it is written where it is missing. */
      readonly missingText: string
    }
  | {
      readonly is: 'date'
      readonly name: string
      readonly number: NumberCoding
      readonly format: DateFormat
      readonly missingText: string
    }
  | {
      readonly is: 'category'
      readonly name: string
      readonly labels: LabelCoding
      readonly missingText: string
    }
  /** Never learnt: new values are made by the pattern. */
  | { readonly is: 'id'; readonly name: string; readonly pattern: IdPattern }
  /** The same cell in every row; empty where free text was left out. */
  | { readonly is: 'constant'; readonly name: string; readonly text: string }

/**
 * Mode-specific normalisation of one column of numbers (Xu et al. 2019, section 4.2; special values and long tails after Zhao
 * et al. 2021, section 3.2): which part a value belongs to, and where in that part it lies.
 */
export interface NumberCoding {
  /** Range of the training rows; what is decoded never leaves it. */
  readonly low: number
  readonly high: number
  /** All values are low + a multiple of this; 0 where they are not on a grid. */
  readonly step: number
  /** Digits behind the point that a decoded value is rounded to; null: none. */
  readonly decimals: number | null
  /** Added to a value before its logarithm is taken; null where none is. */
  readonly log: number | null
  /** At least one. A value t (after the logarithm) is told as (t − mean) / scale of its mode. */
  readonly modes: readonly Mode[]
  /**
   * Whether one single-precision number cannot tell all training rows to their last digit, as of cents in millions, and another
   * tells the rest.
   */
  readonly fine: boolean
  /** Values, and cells that are no number, with a part of their own. */
  readonly specials: readonly Special[]
  /** Training rows without a value; they have a part of their own unless there are none. */
  readonly missing: number
}

export interface Mode {
  readonly mean: number
  readonly deviation: number
  /** Half width of what is told by −1 … 1. */
  readonly scale: number
  /** Weight in the mixture; they sum to 1. */
  readonly weight: number
  /** Training rows that belong to it more than to any other. */
  readonly count: number
}

export interface Special {
  /** Null where the cell is no number. */
  readonly value: number | null
  /** As it is written. */
  readonly text: string
  readonly count: number
}

export interface LabelCoding {
  /** Each has a part of its own: the most frequent first. */
  readonly top: readonly LabelCount[]
  /** Share one part together and are drawn back by their counts. */
  readonly others: readonly LabelCount[]
  readonly missing: number
}
