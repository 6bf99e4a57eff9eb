/** Names of classes that are told as numbers: EMNIST's mapping of character codes, or a list with one name a line. */
import { bareName, linesOf, rowsOf, type Beside } from './beside.ts'

export interface CodeNames {
  readonly file: Beside
  readonly nameOf: ReadonlyMap<string, string>
}

/** @param labels whatever they are; only whole numbers have names elsewhere */
export function codeNames(labels: readonly (string | null)[], beside: readonly Beside[]): CodeNames | null {
  const codes = [...new Set(labels.filter((label) => label !== null))]
  if (codes.length === 0 || !codes.every((code) => /^\d+$/.test(code))) return null
  for (const file of beside) {
    const nameOf = byCode(file) ?? byLine(file, codes.map(Number))
    if (nameOf !== null && codes.every((code) => nameOf.has(code)) && new Set(nameOf.values()).size > 1)
      return { file, nameOf }
  }
  return null
}

/** "1 65 97": the label, then the codes of its letters. */
function byCode(file: Beside): Map<string, string> | null {
  if (!/mapping|codes?$|charmap/.test(bareName(file))) return null
  const { header, rows } = rowsOf(file)
  const all = header === null ? rows : [header, ...rows]
  const names = new Map<string, string>()
  for (const [label = '', ...codes] of all) {
    const numbers = codes.filter((code) => code !== '').map(Number)
    if (!/^\d+$/.test(label) || numbers.length === 0 || !numbers.every(isCode)) return null
    names.set(
      String(Number(label)),
      [...new Set(numbers)].map((code) => String.fromCodePoint(code)).join(' '),
    )
  }
  return names
}

function isCode(value: number): boolean {
  return Number.isInteger(value) && value > 32 && value < 0x110000 && (value < 0xd800 || value > 0xdfff)
}

/** Letters of a name, and names that a small part of a set may lack. */
const LONGEST = 80
const SPARE = 4

/** One name a line, in the order of the numbers from 0; from 1 where there is no 0 and the last has a name only so. */
function byLine(file: Beside, codes: readonly number[]): Map<string, string> | null {
  if (!/\bmeta$|names?$|class|labels?$|categories|mapping|synset/.test(bareName(file))) return null
  const lines = linesOf(file)
  if (lines.length < 2 || lines.every((line) => /^[\d\s.,;]+$/.test(line))) return null
  if (new Set(lines).size * 10 < lines.length * 9 || lines.some((line) => line.length > LONGEST)) return null
  const largest = codes.reduce((most, code) => Math.max(most, code), 0)
  const first = !codes.includes(0) && largest === lines.length ? 1 : 0
  // A part of a set may lack some classes, but most lines of a list have their number.
  if (largest - first >= lines.length || lines.length > 2 * (largest - first + 1) + SPARE) return null
  return new Map(lines.map((line, i) => [String(i + first), withoutNumber(line, i + first)]))
}

/** "3 deer", "3: deer" and "deer" on the line of 3 are all "deer". */
function withoutNumber(line: string, code: number): string {
  const numbered = /^(\d+)[\s:,;=.)-]+(.+)$/.exec(line)
  return numbered !== null && Number(numbered[1]) === code ? (numbered[2] ?? line).trim() : line
}
