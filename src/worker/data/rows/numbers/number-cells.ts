/** The numbers in a column's cells, with its unit or without: `€ -3.50`, `-€3.50`, `(3.50)`, `12 %`. */
import { isMissing, numberOf, type Decimals } from '../../tables/numbers.ts'
import { measureOf, NO_UNIT, unitOf, type Unit } from '../../tables/units.ts'

/** So many different texts tell a column's unit. */
const SAMPLE = 1000

/** The unit that most of these texts have. */
export function unitAmong(texts: readonly string[], decimals: Decimals): Unit {
  const step = Math.max(1, Math.floor(texts.length / SAMPLE))
  const some = texts.filter((text, i) => i % step === 0 && !isMissing(text))
  return unitOf(some.map(unsigned), decimals)
}

/** Null of what is no number. */
export function numberIn(text: string, unit: Unit, decimals: Decimals): number | null {
  const plain = measureOf(text, unit, decimals)
  if (plain !== null) return plain
  const bare = unsigned(text)
  if (bare === text) return null
  const value = unit === NO_UNIT ? numberOf(bare, decimals) : measureOf(bare, unit, decimals)
  return value === null || value < 0 ? null : -value
}

/** Without a minus before the unit, and without the brackets in which accountants put what is below zero. */
function unsigned(text: string): string {
  const brackets = /^\(\s*([^()]*\d[^()]*?)\s*\)$/.exec(text)
  if (brackets !== null) return brackets[1] ?? text
  return /^[-−]\s*(?=\p{Sc}|[A-Z]{3}\s)/u.test(text) ? text.replace(/^[-−]\s*/, '') : text
}

/** "007" is a code: whoever read it as 7 would lose what it says. */
export function isZeroLed(text: string): boolean {
  return /^[+-]?0\d/.test(text)
}
