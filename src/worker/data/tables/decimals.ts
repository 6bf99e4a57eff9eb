/** Which mark a table writes its fractions with, by the evidence of its cells. */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import { numberOf, type Decimals } from './numbers.ts'
import { withoutUnit } from './units.ts'

export interface DecimalsRead {
  readonly decimals: Decimals
  readonly guesses: readonly Guess[]
}

/** So many rows are looked at. */
const SAMPLE = 5000
/** Groups of three after one to three digits that begin no fraction: 1,234 may be 1234 or 1.234. */
const DOUBTFUL = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/

/** @param separator what parts the cells: files with semicolons come from where fractions are written with commas */
export function decimalsOf(
  rows: readonly (readonly string[])[],
  separator: string,
  wanted: DataChoice['decimals'],
): DecimalsRead {
  const seen = evidenceIn(rows)
  const read = wanted === 'auto' ? decided(seen, separator) : { decimals: wanted, doubt: true }
  if (!read.doubt || seen.example === null) return { decimals: read.decimals, guesses: [] }
  return { decimals: read.decimals, guesses: [guess(seen.example, read.decimals)] }
}

interface Evidence {
  /** Numbers that only make sense so. */
  readonly comma: number
  readonly point: number
  /** Numbers that make sense both ways. */
  readonly doubtfulComma: number
  readonly doubtfulPoint: number
  /** Of 1000 or more, without any mark: who groups thousands would have grouped these. */
  readonly ungrouped: number
  /** A number that could be read otherwise. */
  readonly example: string | null
}

function evidenceIn(rows: readonly (readonly string[])[]): Evidence {
  const seen = { comma: 0, point: 0, doubtfulComma: 0, doubtfulPoint: 0, ungrouped: 0 }
  let example: string | null = null
  for (const row of rows.slice(0, SAMPLE)) {
    for (const cell of row) {
      const kind = markIn(cell)
      if (kind === null) continue
      seen[kind]++
      if (kind === 'doubtfulComma' || kind === 'doubtfulPoint') example ??= withoutUnit(cell)
    }
  }
  return { ...seen, example }
}

function markIn(whole: string): Exclude<keyof Evidence, 'example'> | null {
  const cell = withoutUnit(whole)
  const marks = cell.replaceAll(/[^.,]/g, '')
  if (marks === '') return /^\d{4,}$/.test(cell) ? 'ungrouped' : null
  if (numberOf(cell, 'either') === null) return null
  if (DOUBTFUL.test(cell)) return marks === ',' ? 'doubtfulComma' : 'doubtfulPoint'
  const last = marks.endsWith(',') ? 'comma' : 'point'
  // Where the same mark stands twice it parts groups, and the other is left for the fraction.
  const twice = marks.length > 1 && new Set(marks).size === 1
  return twice ? (last === 'comma' ? 'point' : 'comma') : last
}

function decided(seen: Evidence, separator: string): { decimals: Decimals; doubt: boolean } {
  if (seen.comma > 0 && seen.point > 0) return { decimals: 'either', doubt: false }
  if (seen.comma > 0) return { decimals: 'comma', doubt: false }
  if (seen.point > 0) return { decimals: 'point', doubt: false }
  if (seen.doubtfulComma > 0) {
    const grouped = separator !== ';' && seen.ungrouped === 0
    return { decimals: grouped ? 'point' : 'comma', doubt: true }
  }
  // Between commas, or between blanks, a point marks fractions: nobody writes 1.234 for a thousand there.
  return { decimals: 'point', doubt: seen.doubtfulPoint > 0 && (separator === ';' || separator === '\t') }
}

function guess(example: string, decimals: Decimals): Guess {
  const as = (mark: 'point' | 'comma') => String(numberOf(example, mark))
  const mark = decimals === 'comma' ? 'comma' : 'point'
  const option = (to: 'point' | 'comma') => ({
    label: `${example} is ${as(to)}`,
    change: { decimals: to },
    inForce: to === mark,
  })
  return {
    about: 'decimals',
    sentence: `“${example}” is read as ${as(mark)}: the ${mark} marks the fraction.`,
    options: [option('point'), option('comma')],
  }
}
