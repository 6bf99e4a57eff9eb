/** Rows of text as a file like the one they were learnt from: its separator, its line ends, its quotes. Pure. */
import Papa from 'papaparse'
import type { TableFormat } from '../../../common/tables/column-formats.ts'

type Rows = readonly (readonly string[])[]

/** @param header null where the file names no columns @param rows cells as they are to be read */
export function csvOf(header: readonly string[] | null, rows: Rows, format: TableFormat): string {
  const { head, body } = csvWriter(header, format)
  return `${head}${body(rows)}${header === null && rows.length === 0 ? format.newline : ''}`
}

/** What a file is put together from: what stands above the rows, and as many of them as one likes at a time. */
export interface CsvWriter {
  readonly head: string
  readonly body: (rows: Rows) => string
}

export function csvWriter(header: readonly string[] | null, format: TableFormat): CsvWriter {
  const { separator, newline, quoted, quotedHeader, byteOrderMark } = format
  // Between blanks an empty cell would be none.
  const emptyToo = separator === ' '
  const settings = { delimiter: separator, newline, skipEmptyLines: false }
  const names =
    header === null
      ? ''
      : `${Papa.unparse([[...header]], { ...settings, quotes: quotedHeader || emptyToo })}${newline}`
  const quotes = (value: unknown, at: number) =>
    (emptyToo && value === '') || (quoted[at] === true && value !== '')
  return {
    head: `${byteOrderMark ? '\uFEFF' : ''}${names}`,
    body: (rows) =>
      rows.length === 0
        ? ''
        : `${Papa.unparse(
            rows.map((row) => [...row]),
            { ...settings, quotes },
          )}${newline}`,
  }
}
