/** How a table's text is written, beside what its cells say: so that other rows can be written the same way. Reads a few lines. */
import type { TableFormat } from '../../../../common/tables/column-formats.ts'
import { linesOf, type Separator } from './separator.ts'

/** So many letters, and so many lines of them, are looked at. */
const LETTERS = 2 ** 16
const LINES = 60

/** @param text without comments, as the rows are read from it @param header whether its first line names the columns */
export function formatOf(text: string, separator: Separator | null, header: boolean): TableFormat {
  const head = text.slice(0, LETTERS)
  const all = linesOf(head)
  // Its last may be half a line.
  if (text.length > head.length && all.length > 2) all.pop()
  const lines = all.filter((line) => line.trim() !== '').slice(0, LINES)
  const [names = '', ...rest] = lines
  const width = cellsIn(names, separator).length
  const rows = (header ? rest : lines)
    .map((line) => cellsIn(line, separator))
    .filter((cells) => cells.length === width)
  const quoted = Array.from({ length: width }, (_, at) => areQuoted(rows.map((cells) => cells[at] ?? '')))
  return {
    separator: separator ?? ',',
    newline: head.includes('\r\n') ? '\r\n' : !head.includes('\n') && head.includes('\r') ? '\r' : '\n',
    quoted,
    quotedHeader: header && areQuoted(cellsIn(names, separator)),
    byteOrderMark: false,
  }
}

/** With their quotes; a line whose quotes hold separators gives more than it has, and is not looked at. */
function cellsIn(line: string, separator: Separator | null): string[] {
  return (separator === null ? [line] : line.split(separator)).map((cell) => cell.trim())
}

/** Missing cells stand without quotes in many files that quote all others. */
function areQuoted(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '' && cell !== 'NA')
  return filled.length > 0 && filled.every((cell) => cell.length > 1 && /^".*"$/.test(cell))
}
