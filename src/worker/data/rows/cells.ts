/**
 * The cells of a table column by column: every different text once, and for each row which of them it has. Text is held once;
 * what it means is decided in understand.ts, as often as the person changes their mind.
 */
import type { SkippedItem } from '../../../common/protocol/report.ts'
import type { TableFormat } from '../../../common/tables/column-formats.ts'
import { noRows } from './reasons.ts'
import type { Steps } from '../readers/in-turns.ts'
import { LeftOutRows, shortRow } from '../tables/left-out-rows.ts'
import type { Decimals } from '../tables/numbers.ts'
import type { Table } from '../tables/table-types.ts'
import { commonWidth } from '../tables/text/separator.ts'

/** One column. */
export interface CellColumn {
  /** Every text that occurs, in the order in which they come first. */
  readonly texts: readonly string[]
  /** How many rows have each. */
  readonly counts: Uint32Array
  /** Which of the texts each row has, [rows]. */
  readonly codes: Int32Array<ArrayBuffer>
}

export interface TableCells {
  /** The file's name. */
  readonly name: string
  readonly header: readonly string[] | null
  readonly columns: readonly CellColumn[]
  /** How many rows. */
  readonly count: number
  /** Rows with more cells than there are columns, or far fewer. */
  readonly leftOut: readonly SkippedItem[]
  readonly decimals: Decimals
  readonly format: TableFormat
}

/** Columns between two turns are as many as hold about so many cells. */
const STRETCH_CELLS = 100_000

/** @throws GanvasError `table-empty`; `table-row` where more rows are uneven than even */
export function* cellColumnSteps(table: Table): Steps<TableCells> {
  const { name, header, decimals } = table
  const width = commonWidth(header === null ? table.rows : [header, ...table.rows])
  const leftOut = new LeftOutRows(name, table.part)
  const rows = evenRows(table, width, leftOut)
  leftOut.demandMostGood(table.rows.length)
  if (rows.length === 0 || width === 0) throw noRows(name)
  const columns: CellColumn[] = []
  let before = 0
  for (let at = 0; at < width; at++) {
    columns.push(columnOf(rows, at))
    if ((columns.length - before) * rows.length < STRETCH_CELLS) continue
    before = columns.length
    yield columns.length / width
  }
  return {
    name,
    header: header === null ? null : columns.map((_, at) => header[at] ?? ''),
    columns,
    count: rows.length,
    leftOut: leftOut.items(),
    decimals,
    format: table.format ?? {
      separator: ',',
      newline: '\n',
      quoted: columns.map(() => false),
      quotedHeader: false,
      byteOrderMark: false,
    },
  }
}

/** Rows that fit the columns. A few missing cells at the end are cells without anything in them. */
function evenRows({ name, rows, lines, part, format }: Table, width: number, leftOut: LeftOutRows) {
  return rows.filter((cells, i) => {
    if (cells.length === width) return true
    const filled = cells.findLastIndex((cell) => cell !== '') + 1
    // What a text's last lines say below its rows; in a workbook empty cells at the end are not there.
    const cut = format !== undefined && cells.length * 2 < width
    if (filled <= width && !cut) return true
    leftOut.add(lines[i] ?? 0, shortRow(name, lines[i] ?? 0, cells.length, width, part))
    return false
  })
}

function columnOf(rows: readonly (readonly string[])[], at: number): CellColumn {
  const known = new Map<string, number>()
  const texts: string[] = []
  const counts: number[] = []
  const codes = new Int32Array(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const text = rows[row]?.[at] ?? ''
    let code = known.get(text)
    if (code === undefined) {
      code = texts.length
      known.set(text, code)
      texts.push(text)
      counts.push(0)
    }
    counts[code] = (counts[code] ?? 0) + 1
    codes[row] = code
  }
  return { texts, counts: Uint32Array.from(counts), codes }
}
