/** Numbers as people type and read them in controls. Must not round away what was typed. */

/** Shortest form that reads back to the same number: 0.001, 2e-5, 0.9999. */
export function plainNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace('e-0', 'e-')
  return String(value)
}

const GROUPS = String.raw`[+-]?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ '’]\d{3})+)`
const GROUPED_WHOLE = new RegExp(`^${GROUPS}$`)
const GROUPED = new RegExp(String.raw`^${GROUPS}(?:\.\d*)?$`)
/** 1,234 between two meanings: where fractions are allowed it may be 1234 or 1.234. */
const EITHER = /^[+-]?[1-9]\d{0,2},\d{3}$/
/** 10.000 in a place of whole numbers is ten thousand to some, and ten to others. */
const POINTS_FOR_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+$/

/**
 * Reads a typed number. Commas, blanks and apostrophes before groups of three part groups; where fractions are allowed a comma
 * may mark one. The text itself when it is no number, or could be two: whoever takes it can then say so.
 */
export function readNumber(text: string, whole = false): number | string {
  const typed = text
    .trim()
    .replaceAll(/[\s\u2009\u202f]/g, ' ')
    .replace('−', '-')
  const plain = whole ? wholeAsPlain(typed) : asPlain(typed)
  if (plain === null || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) return text
  const value = Number(plain)
  return Number.isFinite(value) ? value : text
}

function wholeAsPlain(typed: string): string | null {
  if (POINTS_FOR_GROUPS.test(typed)) return null
  return GROUPED_WHOLE.test(typed) ? typed.replaceAll(/[ ,'’]/g, '') : typed
}

function asPlain(typed: string): string | null {
  if (EITHER.test(typed)) return null
  return GROUPED.test(typed) ? typed.replaceAll(/[ ,'’]/g, '') : typed.replace(',', '.')
}

const grouped = new Intl.NumberFormat('en-GB')

/** How far something is: of a single thing its share, of several how many are whole. */
export function farWords(done: number, total: number): string {
  if (total === 1) return `${Math.floor(100 * done)} %`
  return `${wholeNumber(Math.floor(done))} of ${wholeNumber(total)}`
}

/** 12480 → 12,480. */
export function wholeNumber(value: number): string {
  return grouped.format(Math.round(value))
}
