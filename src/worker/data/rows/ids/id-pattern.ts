/** What the values of an id column have in common: numbers in a row, or pieces of letters and digits. Keeps no value. */
import type { IdPattern, IdPiece } from '../../../../common/tables/column-formats.ts'
import { takenBits } from './taken.ts'

/** So many are looked at for their form; all are kept from being made again. */
const SAMPLE = 2000
/** Gaps may be this share of a row of numbers. */
const MOST_GAPS = 0.5
const NUMBERED = /^(.*?)(\d{1,15})(\D*)$/s
const DIGITS = Array.from('0123456789')
const CLASSES: readonly string[] = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789abcdef',
  '0123456789ABCDEF',
  '0123456789abcdefghijklmnopqrstuvwxyz',
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
]

/** @param ids every different one of the column, of all rows: none of them may be made again */
export function idPattern(ids: readonly string[]): IdPattern {
  const counter = counterIn(ids)
  if (counter !== null) return counter
  const step = Math.max(1, Math.floor(ids.length / SAMPLE))
  const sample = ids.filter((_, i) => i % step === 0)
  const pieces =
    piecesBy(sample, RUNS, true) ?? piecesBy(sample, PARTS, true) ?? piecesBy(sample, PARTS, false)
  return { is: 'pieces', pieces: pieces ?? [{ is: 'text', text: '' }], taken: takenBits(ids) }
}

/** The same around a number that runs through. */
function counterIn(ids: readonly string[]): IdPattern | null {
  const [, before = '', , behind = ''] = NUMBERED.exec(ids[0] ?? '') ?? []
  let low = Infinity
  let high = -Infinity
  let zeroLed = false
  let shortest = Infinity
  for (const id of ids) {
    const [, first, digits = '', last] = NUMBERED.exec(id) ?? []
    if (first !== before || last !== behind || digits === '') return null
    low = Math.min(low, Number(digits))
    high = Math.max(high, Number(digits))
    zeroLed ||= digits.length > 1 && digits.startsWith('0')
    shortest = Math.min(shortest, digits.length)
  }
  if (ids.length < 2 || high - low + 1 > ids.length * (1 + MOST_GAPS)) return null
  return { is: 'counter', before, behind, digits: zeroLed ? shortest : 1, next: high + 1 }
}

/** Runs of one sort of letter; or whatever stands between marks and blanks. */
const RUNS = /\p{Lu}+|\p{Ll}+|\d+|[^\p{Lu}\p{Ll}\d]+/gu
const PARTS = /[\p{L}\d]+|[^\p{L}\d]+/gu
const isMarks = (text: string) => /^[^\p{L}\d]+$/u.test(text)

/** @param all every id must have the form; else that of most has to do. Null where not all have it */
function piecesBy(ids: readonly string[], by: RegExp, all: boolean): IdPiece[] | null {
  const groups = new Map<string, (readonly string[])[]>()
  for (const id of ids) {
    const parts = id.match(by) ?? []
    const form = parts.map((part) => (isMarks(part) ? part : formOf(part, by))).join('\u0000')
    const group = groups.get(form)
    if (group === undefined) groups.set(form, [parts])
    else group.push(parts)
  }
  const [most = []] = [...groups.values()].sort((a, b) => b.length - a.length)
  if (all && most.length < ids.length) return null
  const width = most[0]?.length ?? 0
  return Array.from({ length: width }, (_, at) => piecesOf(most.map((parts) => parts[at] ?? ''))).flat()
}

function formOf(part: string, by: RegExp): string {
  if (by === PARTS) return '*'
  return /^\d/.test(part) ? '0' : part === part.toUpperCase() ? 'A' : 'a'
}

/** So many ids tell that a letter is always one of few; the 4 and the 8, 9, a or b of a UUID. */
const SURE = 50
const FEW = 4

/** The first letter by itself where it is one of few and the others are of many. */
function piecesOf(cells: readonly string[]): IdPiece[] {
  const lengths = new Set(cells.map(({ length }) => length))
  const firsts = new Set(cells.map((cell) => cell.slice(0, 1)))
  const others = cells.map((cell) => cell.slice(1))
  const many = new Set(others.join('')).size
  const whole = cells.length < SURE || lengths.size > 1 || firsts.size > FEW || many <= 2 * FEW
  if (whole || others.every((rest) => rest === others[0])) return [pieceOf(cells)]
  const [first = ''] = firsts
  const led: IdPiece =
    firsts.size === 1
      ? { is: 'text', text: first }
      : { is: 'letters', letters: [...firsts].sort().join(''), least: 1, most: 1 }
  return [led, pieceOf(others)]
}

function pieceOf(cells: readonly string[]): IdPiece {
  const [first = ''] = cells
  if (cells.every((cell) => cell === first)) return { is: 'text', text: first }
  const lengths = cells.map(({ length }) => length)
  const found = new Set(cells.flatMap((cell) => Array.from(cell)))
  const known = CLASSES.find((letters) => [...found].every((letter) => letters.includes(letter)))
  return {
    is: 'letters',
    // One letter alone would leave no choice.
    letters: known ?? [...found, ...(found.size < 2 ? DIGITS : [])].sort().join(''),
    least: Math.min(...lengths),
    most: Math.max(...lengths),
  }
}
