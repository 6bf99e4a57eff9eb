/** Numbers as people and programs write them in cells. Knows no tables. */

/** What marks the fraction; `either` where a table mixes both. The other mark may then part groups of thousands. */
export type Decimals = 'point' | 'comma' | 'either'

const EXPONENT = String.raw`(?:[ed][+-]?\d+)?`
const WITH_POINT = new RegExp(String.raw`^[+-]?(?:\d+\.?\d*|\.\d+)${EXPONENT}$`, 'i')
const WITH_COMMA = new RegExp(String.raw`^[+-]?(?:\d+|\d*,\d+)${EXPONENT}$`, 'i')
const PROGRAMS = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/
/** 1,234,567.8 */
const GROUPED_BY_COMMA = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/
/** 1.234.567,8 */
const GROUPED_BY_POINT = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/
/** 1 234 567.8 and 1'234'567,8; the blank may be one that does not break. */
const GROUPED_BY_GAP = /^[+-]?[1-9]\d{0,2}([ '’\u00a0\u2009\u202f])\d{3}(?:\1\d{3})*(?:[.,]\d*)?$/

/** A finite number, or null. Number() alone would read "" as 0 and "0x1f" as 31. */
export function numberOf(cell: string, decimals: Decimals): number | null {
  // By far the most numbers are written so, and there may be millions.
  if (decimals === 'point' && PROGRAMS.test(cell)) return finite(Number(cell))
  const text = asPlain(cell.replace('−', '-'), decimals)
  if (text === null) return null
  return finite(Number(text))
}

function finite(value: number): number | null {
  return Number.isFinite(Math.fround(value)) ? value : null
}

/** As a program writes it, or null where it is no number. */
function asPlain(text: string, decimals: Decimals): string | null {
  const comma = decimals !== 'point'
  // "1.234" is 1234 where the comma marks fractions, and only there.
  if (decimals === 'comma' && GROUPED_BY_POINT.test(text)) return withoutGroups(text, '.')
  if (WITH_POINT.test(text)) return exponent(text)
  if (comma && WITH_COMMA.test(text)) return exponent(text.replace(',', '.'))
  if (!comma && GROUPED_BY_COMMA.test(text)) return withoutGroups(text, ',')
  if (decimals === 'either') return asPlainMixed(text)
  return groupedByGap(text, comma ? ',' : '.')
}

/** Where both marks occur in one number, the last of them marks the fraction. */
function asPlainMixed(text: string): string | null {
  if (GROUPED_BY_COMMA.test(text)) return withoutGroups(text, ',')
  if (GROUPED_BY_POINT.test(text)) return withoutGroups(text, '.')
  return groupedByGap(text, ',') ?? groupedByGap(text, '.')
}

function groupedByGap(text: string, mark: ',' | '.'): string | null {
  if (!GROUPED_BY_GAP.test(text)) return null
  const bare = text.replaceAll(/[ '’\u00a0\u2009\u202f]/g, '')
  return bare.includes(mark === ',' ? '.' : ',') ? null : bare.replace(',', '.')
}

function withoutGroups(text: string, gap: ',' | '.'): string {
  return text.replaceAll(gap, '').replace(',', '.')
}

/** Fortran writes 1.5D+03. */
function exponent(text: string): string {
  return text.replace(/d/i, 'e')
}

/** What programs write where a number is missing. */
const MISSING =
  /^(|[+-]?(nan|inf|infinity|∞)|<?na>?|n\/a|n\.a\.|nil|null|none|missing|[-–—.?*]+|#(n\/a|nv|na|value!|wert!|div\/0!|ref!|bezug!|num!|zahl!|name\??|null!).*)$/i

export function isMissing(cell: string): boolean {
  return MISSING.test(cell)
}

/** Neither a number, nor what stands for a missing one. */
export function isWord(cell: string): boolean {
  return !isMissing(cell) && numberOf(cell, 'either') === null
}
