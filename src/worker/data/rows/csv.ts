/** Rows of text as a file like the one they were learnt from: its separator, its line ends, its quotes. Pure. */
import Papa from 'papaparse'
import type { TableFormat } from '../../../common/tables/column-formats.ts'

/** @param header null where the file names no columns @param rows cells as they are to be read */
export function csvOf(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
  format: TableFormat,
): string {
  const { separator, newline, quoted, quotedHeader, byteOrderMark } = format
  // Between blanks an empty cell would be none.
  const emptyToo = separator === ' '
  const settings = { delimiter: separator, newline, skipEmptyLines: false }
  const head =
    header === null ? [] : [Papa.unparse([[...header]], { ...settings, quotes: quotedHeader || emptyToo })]
  const quotes = (value: unknown, at: number) =>
    (emptyToo && value === '') || (quoted[at] === true && value !== '')
  const body =
    rows.length === 0
      ? []
      : [
          Papa.unparse(
            rows.map((row) => [...row]),
            { ...settings, quotes },
          ),
        ]
  return `${byteOrderMark ? '\uFEFF' : ''}${[...head, ...body].join(newline)}${newline}`
}
