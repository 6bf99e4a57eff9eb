/** Tables from their text to rows, as the tests of src/worker/data/rows/ ask for them. */
import { READERS_CHOICE, type DataChoice } from '../../../src/common/items/data-card.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { READERS_COLUMNS, type TableChoice } from '../../../src/common/tables/table-choice.ts'
import type { TableEncoding } from '../../../src/common/tables/table-encoding.ts'
import { atOnce } from '../../../src/worker/data/readers/in-turns.ts'
import { cellColumnSteps, type TableCells } from '../../../src/worker/data/rows/cells.ts'
import { decodeRows } from '../../../src/worker/data/rows/encoding/decode.ts'
import { encodeRows } from '../../../src/worker/data/rows/encoding/encode.ts'
import { fitSteps } from '../../../src/worker/data/rows/encoding/fit.ts'
import { textRows } from '../../../src/worker/data/rows/encoding/text-rows.ts'
import { understandSteps, type UnderstoodTable } from '../../../src/worker/data/rows/understand.ts'
import { readTable } from '../../../src/worker/data/tables/table.ts'

export function cellsFrom(text: string, how: Partial<DataChoice> = {}): TableCells {
  return atOnce(cellColumnSteps(readTable('t.csv', text, { ...READERS_CHOICE, ...how })))
}

export function understoodFrom(text: string, choice: Partial<TableChoice> = {}): UnderstoodTable {
  return atOnce(understandSteps(cellsFrom(text), { ...READERS_COLUMNS, ...choice }))
}

/** The profile of a column of these cells. */
export function profileOf(name: string, cells: readonly string[], choice: Partial<TableChoice> = {}) {
  const [profile] = understoodFrom(columnText(name, cells), choice).profiles
  if (profile === undefined) throw new Error('no column')
  return profile
}

/** A column of these cells under a name, and one that counts the rows. */
export const columnText = (name: string, cells: readonly string[]) => {
  const rows = cells.map((cell, i) => `${cell.includes(',') ? `"${cell}"` : cell},${i + 1}`)
  return `${[`${name},n`, ...rows].join('\n')}\n`
}

export const allRows = ({ count }: UnderstoodTable) => Uint32Array.from({ length: count }, (_, i) => i)

export const fitOn = (table: UnderstoodTable, rows = allRows(table)) =>
  atOnce(fitSteps(table, rows, streamFor(1, 'data')))

/** Rows encoded, decoded and written again. */
export function andBack(table: UnderstoodTable, encoding: TableEncoding, rows = allRows(table)) {
  const data = encodeRows(encoding, table.readings, rows, streamFor(2, 'data'))
  const decoded = decodeRows(encoding, data, streamFor(3, 'data'))
  return { data, decoded, rows: textRows(decoded, streamFor(4, 'data')) }
}

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
