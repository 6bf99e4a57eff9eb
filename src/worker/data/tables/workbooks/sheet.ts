/** One sheet of a workbook, whichever program wrote it: its cells as text. */

export interface Sheet {
  readonly name: string
  /** From the first row on, empty ones as well, so that lines can be counted. */
  readonly rows: readonly (readonly string[])[]
}
