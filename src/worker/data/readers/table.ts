/** Tables of points: two columns of numbers, with or without a header. Comma, semicolon, tab, bar or blanks between them. */
import Papa from 'papaparse'
import { tableCell, tableColumns, tableEmpty } from './reasons.ts'

/** Points [n, 2]. @throws GanvasError `table-cell`, `table-columns`, `table-empty`, each with the line that is wrong */
export function readTable(name: string, text: string): Float32Array {
  const { rows, comma } = split(text)
  const points: number[] = []
  let sawHeader = false
  rows.forEach((row, i) => {
    const cells = row.map((cell) => cell.trim())
    if (cells.every((cell) => cell === '')) return
    // A header is a first line of words; a first line with a number in it is a row with a mistake.
    if (points.length === 0 && !sawHeader && cells.every((cell) => isWord(cell, comma))) {
      sawHeader = true
      return
    }
    if (cells.length !== 2) throw tableColumns(name, i + 1, cells.length)
    cells.forEach((cell, column) => {
      const value = numberOf(cell, comma)
      if (value === null) throw tableCell(name, i + 1, column + 1, cell.slice(0, 40))
      points.push(value)
    })
  })
  if (points.length === 0) throw tableEmpty(name)
  return Float32Array.from(points)
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

function isWord(cell: string, comma: boolean): boolean {
  return cell !== '' && numberOf(cell, comma) === null && !/^[+-]?(nan|inf(inity)?)$/i.test(cell)
}

/** A finite number, or null. Number() alone would read "" as 0 and "0x1f" as 31. */
function numberOf(cell: string, comma: boolean): number | null {
  const text = comma ? cell.replace(',', '.') : cell
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null
  const value = Number(text)
  return Number.isFinite(Math.fround(value)) ? value : null
}
