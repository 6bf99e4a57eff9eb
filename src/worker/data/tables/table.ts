/** Tables as text: how their cells are parted, and which lines are rows. What the columns mean is decided in points.ts. */
import Papa from 'papaparse'
import { tableEmpty } from '../readers/reasons.ts'
import { isWord } from './numbers.ts'
import type { Table } from './table-types.ts'

/** @throws GanvasError `table-empty` */
export function readTable(name: string, text: string): Table {
  const { rows: all, comma } = split(text)
  const filled = all.flatMap((row, i) => {
    const cells = row.map((cell) => cell.trim())
    return cells.every((cell) => cell === '') ? [] : [{ cells, line: i + 1 }]
  })
  const [first] = filled
  if (first === undefined) throw tableEmpty(name)
  // A header is a first line of words; a first line with a number in it is a row with a mistake.
  const header = first.cells.every((cell) => isWord(cell, comma)) ? first.cells : null
  const rows = header === null ? filled : filled.slice(1)
  return { name, header, rows: rows.map(({ cells }) => cells), lines: rows.map(({ line }) => line), comma }
}

interface Rows {
  rows: string[][]
  /** Is the decimal mark a comma? Only where it does not part the columns. */
  comma: boolean
}

/** One blank or more part columns only where no other separator is found. */
function split(text: string): Rows {
  if (!/[,;\t|]/.test(text))
    return { rows: lines(text).map((line) => line.trim().split(/\s+/)), comma: false }
  const { data, meta } = Papa.parse<string[]>(text, { delimiter: separator(text), skipEmptyLines: false })
  return { rows: data, comma: meta.delimiter !== ',' }
}

/** The first that stands in a line with text, strongest first: in "1,5;2,5" commas are decimal marks. */
function separator(text: string): string {
  const line = lines(text).find((candidate) => candidate.trim() !== '') ?? ''
  return ['\t', ';', '|'].find((mark) => line.includes(mark)) ?? ','
}

function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}
