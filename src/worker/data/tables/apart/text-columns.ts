/** Cells by columns, each different text once: what goes from thread to thread in little. Pure. */
import type { TextColumn } from '../columnar/columnar.ts'

type Rows = readonly (readonly string[])[]

/** Cells of each row. */
export function lengthsOf(rows: Rows): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(rows, ({ length }) => length)
}

/** One column; a row that is too short has none of its texts. */
export function columnOf(rows: Rows, at: number): TextColumn {
  const codes = new Uint32Array(rows.length)
  const places = new Map<string, number>()
  for (const [row, cells] of rows.entries()) {
    const text = cells[at] ?? ''
    const place = places.get(text) ?? places.size
    if (place === places.size) places.set(text, place)
    codes[row] = place
  }
  return { texts: [...places.keys()], codes }
}
