/** Does a text look like a table of numbers? Generous: what is wrong with a table is for its reader to say. */
import { bareText } from './bare-text.ts'
import { isMissing, numberOf } from '../numbers.ts'
import { cellsOf, commonWidth, linesOf, separatorOf, type Separator } from './separator.ts'
import { hasUnit } from '../units.ts'

const SAMPLE = 40

/** @param cut the text goes on: its last line may be half a line */
export function looksLikeTable(text: string, cut: boolean): boolean {
  if (/^\s*[{[<]/.test(text)) return false
  const bare = bareText(text)
  const lines = linesOf(bare.text)
  // A single line that long may well be a header of thousands of pixels.
  if (cut && lines.length > 1) lines.pop()
  const filled = lines.filter((line) => line.trim() !== '').slice(0, SAMPLE)
  const separator = bare.separator ?? separatorOf(filled.join('\n'))
  const all = cellsOf(filled.join('\n'), separator)
  // The first line may be a header.
  const rows = all.length > 1 ? all.slice(1) : all
  const width = commonWidth(rows)
  return (
    // In a column of its own “?” or “none” may be a missing number, or a word.
    (width > 1 || rows.some(([cell = '']) => numberOf(cell, 'either') !== null || hasUnit(cell))) &&
    rows.filter((row) => row.length === width && isNumeric(row, separator)).length * 2 >= rows.length
  )
}

/** A row with separators has a number in some cell; one of words between blanks has mostly numbers. */
function isNumeric(row: readonly string[], separator: Separator | null): boolean {
  if (separator === ' ' || separator === null) return row.filter(isNumber).length * 2 > row.length
  return row.some((cell) => isNumber(cell) || hasUnit(cell))
}

function isNumber(cell: string): boolean {
  return numberOf(cell, 'either') !== null || (cell !== '' && isMissing(cell))
}
