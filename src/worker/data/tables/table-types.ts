/** A table as it stands in its file: cells of text, before anybody decides what they mean. */
import type { Guess } from '../../../common/items/data-card.ts'
import type { TableFormat } from '../../../common/tables/column-formats.ts'
import type { Decimals } from './numbers.ts'

export type Part = 'line' | 'record' | 'row'

export interface Table {
  readonly name: string
  /** Names of the columns, where the file gives them; null where it does not. */
  readonly header: readonly string[] | null
  readonly rows: readonly (readonly string[])[]
  /** Line of each row in its file, or its number among what `part` says, counted from 1. */
  readonly lines: readonly number[]
  /** What a row is to whoever looks into the file; a line where it is not told. */
  readonly part?: Part
  /** How numbers are written in it. */
  readonly decimals: Decimals
  /** How its text is written; absent where it came in no text of rows, as from a workbook. */
  readonly format?: TableFormat
  /** What had to be guessed to come so far. */
  readonly guesses: readonly Guess[]
}
