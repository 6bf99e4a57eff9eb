/**
 * Columns as their meaning has them, one value a row: what a table's cells were read as, and what decoded rows are. Each knows
 * how its values are written. Types alone.
 */
import type { DateFormat, IdPattern, NumberFormat } from '../../../common/tables/column-formats.ts'

export type ColumnReading =
  | NumberReading
  | DateReading
  | CategoryReading
  /** Never learnt. */
  | { readonly is: 'id'; readonly pattern: IdPattern }
  /** The same cell in every row; empty of free text, which is left out. */
  | { readonly is: 'constant'; readonly text: string }

export interface NumberReading {
  readonly is: 'number'
  /** One for each row; NaN where it is missing or a word. */
  readonly values: Float64Array<ArrayBuffer>
  /** For each row which of `words` stands in place of a number, −1 for none; null where there are no words. */
  readonly marks: Int8Array<ArrayBuffer> | null
  readonly words: readonly string[]
  readonly format: NumberFormat
  readonly missingText: string
}

export interface DateReading {
  readonly is: 'date'
  /** Units of the format since the beginning of 1970, or of the day; NaN where it is missing. */
  readonly values: Float64Array<ArrayBuffer>
  readonly format: DateFormat
  readonly missingText: string
}

export interface CategoryReading {
  readonly is: 'category'
  /** For each row which of the labels; −1 where it is missing. */
  readonly codes: Int32Array<ArrayBuffer>
  readonly labels: readonly string[]
  readonly missingText: string
}
