/** A table as it stands in its file: cells of text, before anybody decides what they mean. */
export interface Table {
  readonly name: string
  /** Names of the columns, where the first line gives them; null where it does not. */
  readonly header: readonly string[] | null
  readonly rows: readonly (readonly string[])[]
  /** Line of each row in its file, counted from 1. */
  readonly lines: readonly number[]
  /** The decimal mark is a comma. */
  readonly comma: boolean
}
