/** A column of cells as numbers, with the words that come again among them. */
import type { Decimals } from '../../tables/numbers.ts'
import { blanksAmongNumbers, blankText } from '../blanks.ts'
import type { CellColumn } from '../cells.ts'
import type { Evidence } from '../evidence.ts'
import { MOST_WORDS } from '../guess-meaning.ts'
import type { NumberReading } from '../reading.ts'
import { numberFormatOf } from './number-format.ts'

/** A word of fewer rows is no category of its own: it counts as missing. */
const LEAST_ROWS = 2

export interface NumbersRead {
  readonly reading: NumberReading
  /** Rows with a word that counts as missing. */
  readonly lost: number
}

export function readNumbers(column: CellColumn, evidence: Evidence, decimals: Decimals): NumbersRead {
  const { texts, counts, codes } = column
  const { numbers } = evidence
  const rows = (code: number) => counts[code] ?? 0
  const words = texts
    .map((text, code) => ({ text, code }))
    .filter(({ code }) => numbers[code] === null && rows(code) >= LEAST_ROWS)
    .sort((a, b) => rows(b.code) - rows(a.code))
    .slice(0, MOST_WORDS)
  const markOf = new Int8Array(texts.length).fill(-1)
  for (const [mark, { code }] of words.entries()) markOf[code] = mark
  const valueOf = Float64Array.from(numbers, (number) => number ?? NaN)
  const values = new Float64Array(codes.length)
  const marks = words.length === 0 ? null : new Int8Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0
    values[row] = valueOf[code] ?? NaN
    if (marks !== null) marks[row] = markOf[code] ?? -1
  }
  const written = texts.flatMap((_, code) => (Number.isNaN(valueOf[code]) ? [] : [code]))
  const format = numberFormatOf(
    { texts: written.map((code) => texts[code] ?? ''), counts: written.map(rows) },
    evidence.unit,
    decimals,
  )
  const reading: NumberReading = {
    is: 'number',
    values,
    marks,
    words: words.map(({ text }) => text),
    format,
    missingText: blankText(column, blanksAmongNumbers(texts)),
  }
  const told = words.reduce((sum, { code }) => sum + rows(code), 0)
  return { reading, lost: evidence.wordRows - told }
}
