/** Columns of a table as they are learnt, made and compared: each value a number, or one of a few categories. Types alone. */

export interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  /** One for each row; NaN where it is missing. */
  readonly values: Float64Array<ArrayBuffer>
}

export interface CategoryColumn {
  readonly kind: 'category'
  readonly name: string
  /** One for each row: which of the labels; -1 where it is missing. */
  readonly codes: Int32Array<ArrayBuffer>
  readonly labels: readonly string[]
}

export type TableColumn = NumberColumn | CategoryColumn
