/** What the session's thread and a reader of files say to each other. Types alone. */
import type { Failure } from '../../../../common/failure.ts'
import type { Guess } from '../../../../common/items/data-card.ts'
import type { PixelArray } from '../../arrays/pixel-array.ts'
import type { ColumnarKind, TextColumn } from '../columnar/columnar.ts'

export type ReadOrder =
  | {
      readonly read: 'columns'
      readonly name: string
      readonly bytes: Uint8Array
      readonly kind: ColumnarKind
    }
  | {
      readonly read: 'sheet'
      readonly name: string
      readonly bytes: Uint8Array
      /** Which program's workbook. */
      readonly what: string
      /** The sheet by its name; null: the reader's choice. */
      readonly wanted: string | null
    }

export type ReaderSays =
  /** It stands, or is still at work. */
  | { readonly is: 'alive' }
  /** The share of the work before the first column. */
  | { readonly is: 'share'; readonly done: number }
  | ReaderGives
  | { readonly is: 'failed'; readonly failure: Failure }

/** What is read, piece by piece. */
export type ReaderGives =
  | { readonly is: 'begin'; readonly header: readonly string[]; readonly count: number }
  /** @property lengths cells of each row */
  | {
      readonly is: 'sheet'
      readonly guesses: readonly Guess[]
      readonly lengths: Uint16Array<ArrayBuffer>
      readonly width: number
    }
  | { readonly is: 'array'; readonly array: PixelArray }
  | { readonly is: 'column'; readonly column: TextColumn }
  | { readonly is: 'whole' }
