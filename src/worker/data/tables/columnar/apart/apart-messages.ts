/** What the session's thread and a reader of columnar files say to each other. Types alone. */
import type { Failure } from '../../../../../common/failure.ts'
import type { ColumnarKind, TextColumn } from '../columnar.ts'

export interface ReadOrder {
  readonly name: string
  readonly bytes: Uint8Array
  readonly kind: ColumnarKind
}

export type ReaderSays =
  /** It stands, or is still at work. */
  | { readonly is: 'alive' }
  | { readonly is: 'begin'; readonly header: readonly string[]; readonly count: number }
  | { readonly is: 'column'; readonly column: TextColumn }
  | { readonly is: 'whole' }
  | { readonly is: 'failed'; readonly failure: Failure }
