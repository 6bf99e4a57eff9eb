/** What parts the cells of a table: chosen from its rows, by how evenly and into how many numbers it parts them. */
import Papa from 'papaparse'
import { atOnce, STRETCH_ROWS, type Steps } from '../../readers/in-turns.ts'
import { isMissing, numberOf } from '../numbers.ts'
import { hasUnit } from '../units.ts'

/** A blank stands for one blank or more. */
export type Separator = '\t' | ';' | '|' | ',' | ' '

/** Among equals the first wins: in "1,5;2,5" commas are decimal marks, and between tabs stand blanks. */
const CANDIDATES: readonly Separator[] = ['\t', ';', '|', ',', ' ']
/** So many lines are looked at. */
const SAMPLE = 100
/** Blanks stand in names and dates as well: they part cells where they do so clearly better than another. */
const BLANKS = 0.9

/** Null where nothing parts the lines: a single column. */
export function separatorOf(text: string): Separator | null {
  const sample = firstFilled(text)
  const clear = CLEAR.find((candidate) => partsClearly(sample, candidate))
  if (clear !== undefined) return clear
  let best: Separator | null = null
  let most = 0
  for (const candidate of CANDIDATES) {
    const score = scoreOf(sample, candidate) * (candidate === ' ' ? BLANKS : 1)
    if (score <= most) continue
    best = candidate
    most = score
  }
  return best
}

/** These stand in no number. */
const CLEAR: readonly Separator[] = ['\t', ';', '|']
const DECIMAL = /^[^\d,]*\d[\d.\s'’]*,\d+[^\d,]*$/u

/**
 * Whether it parts every line alike, so that all commas that are left below the header mark fractions: one price between dates and words
 * would else part a German table in two.
 */
function partsClearly(lines: readonly string[], separator: Separator): boolean {
  const rows = lines.map((line) => cellsOf(line, separator)[0] ?? [])
  const width = rows[0]?.length ?? 0
  if (rows.length < 3 || width < 2 || rows.some(({ length }) => length !== width)) return false
  const body = rows.slice(1)
  if (rows[0]?.some((_, at) => body.every((row) => row[at] === '')) === true) return false
  const commas = body.flat().filter((cell) => cell.includes(','))
  return commas.length > 0 && commas.every((cell) => DECIMAL.test(cell))
}

/** So many letters are taken apart at a time. */
const PIECE = 2 ** 20

/** The rows of a text, cells without their quotes and the blanks around them. Empty lines stay, so that lines can be counted. */
export function cellsOf(text: string, separator: Separator | null): string[][] {
  return atOnce(cellSteps(text, separator))
}

/** The same in turns: there may be millions of rows. */
export function* cellSteps(text: string, separator: Separator | null): Steps<string[][]> {
  if (separator !== null && separator !== ' ') return yield* parted(text, separator)
  const lines = linesOf(text)
  const rows: string[][] = []
  for (const line of lines) {
    rows.push(separator === null ? [unquoted(line)] : betweenBlanks(line))
    if (rows.length % STRETCH_ROWS === 0) yield rows.length / lines.length
  }
  return rows
}

/** Piece by piece; the last row of a piece may go on in the next one. */
function* parted(text: string, separator: Separator): Steps<string[][]> {
  const { meta } = Papa.parse(text.slice(0, PIECE), { delimiter: separator, preview: 1 })
  const parser = new Papa.Parser({ delimiter: separator, newline: meta.linebreak as '\n' })
  const rows: string[][] = []
  let at = 0
  let piece = PIECE
  while (at < text.length) {
    const last = at + piece >= text.length
    const { data, meta: read } = parser.parse(text.slice(at, at + piece), 0, !last) as Papa.ParseResult<
      string[]
    >
    // In place: there may be millions of rows.
    for (const row of data) {
      for (let i = 0; i < row.length; i++) row[i] = unquoted(row[i] ?? '')
      rows.push(row)
    }
    if (last) break
    // A row longer than the piece: quotes that nothing closes.
    if (read.cursor === 0) piece *= 2
    at += read.cursor
    yield at / text.length
  }
  return rows
}

export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}

/** The first lines with something on them: there may be millions, and the others need not be parted for that. */
function firstFilled(text: string): string[] {
  const filled: string[] = []
  const end = /\r\n|\r|\n|$/g
  for (let at = 0; at <= text.length && filled.length < SAMPLE; at = end.lastIndex) {
    end.lastIndex = at
    const found = end.exec(text)
    const line = text.slice(at, found?.index ?? text.length)
    if (line.trim() !== '') filled.push(line)
    if (found === null || found[0] === '') break
  }
  return filled
}

function scoreOf(lines: readonly string[], separator: Separator): number {
  const rows = lines.map((line) => cellsOf(line, separator)[0] ?? [])
  const width = commonWidth(rows)
  if (width < 2) return 0
  const even = rows.filter((row) => row.length === width)
  // The first may be a header.
  const cells = (even.length > 1 ? even.slice(1) : even).flat()
  const numbers = cells.filter((cell) => isNumber(cell) || (separator !== ' ' && hasUnit(cell))).length
  return (even.length / rows.length) * (0.05 + numbers / cells.length)
}

function isNumber(cell: string): boolean {
  return numberOf(cell, 'either') !== null || isMissing(cell)
}

/** The most frequent number of cells; of several alike the larger. */
export function commonWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  // Mostly runs of one length: counted before they are looked up.
  let run = 0
  let same = 0
  for (const { length } of rows) {
    if (length === run) same++
    else {
      if (same > 0) counts.set(run, (counts.get(run) ?? 0) + same)
      run = length
      same = 1
    }
  }
  if (same > 0) counts.set(run, (counts.get(run) ?? 0) + same)
  let width = 0
  let most = 0
  for (const [length, count] of counts) {
    if (count < most || (count === most && length < width)) continue
    width = length
    most = count
  }
  return width
}

function betweenBlanks(line: string): string[] {
  if (!line.includes('"')) {
    const text = line.trim()
    return text === '' ? [''] : text.split(/\s+/)
  }
  return (line.match(/"(?:[^"]|"")*"|\S+/g) ?? ['']).map(unquoted)
}

function unquoted(cell: string): string {
  const first = cell.charCodeAt(0)
  const last = cell.charCodeAt(cell.length - 1)
  // Letters and digits at both ends: nothing to take off.
  if (first > 34 && first < 127 && last > 34 && last < 127) return cell
  const text = cell.trim()
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"').trim()
    : text
}
