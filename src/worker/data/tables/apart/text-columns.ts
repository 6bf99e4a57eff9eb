/** Cells by columns, each different text once: what goes from thread to thread in little. Pure. */
import { ColumnWriter, type TextColumn } from '../columnar/columnar.ts'

type Rows = readonly (readonly string[])[]

/** Cells of each row. */
export function lengthsOf(rows: Rows): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(rows, ({ length }) => length)
}

/** One column; a row that is too short has none of its texts. */
export function columnOf(rows: Rows, at: number): TextColumn {
  const writer = new ColumnWriter(rows.length)
  for (const [row, cells] of rows.entries()) writer.set(row, cells[at] ?? '')
  return writer.column
}
