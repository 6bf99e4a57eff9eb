/** Which cells say that nothing is known. In a column of numbers more words do so than in one of words. */
import { isMissing } from '../tables/numbers.ts'
import type { CellColumn } from './cells.ts'

/** "None" and "missing" are labels among labels: a bird strike's damage may well be “None”. */
const BLANK =
  /^(|<?na>?|n\/a|nan|null|nil|[-–—?.]+|#(n\/a|nv|na|value!|wert!|div\/0!|ref!|num!|name\??|null!).*)$/i

/** For each text of a column of words whether it stands for a missing value. */
export function blanksAmongWords(texts: readonly string[]): boolean[] {
  const codes = texts.filter((text) => /^[A-Z]{2}$/.test(text)).length
  // Among codes of countries and states NA is Namibia.
  const isCode = codes > 2 && codes * 2 > texts.length
  return texts.map((text) => BLANK.test(text) && !(isCode && text === 'NA'))
}

/** The same of a column of numbers or dates. */
export function blanksAmongNumbers(texts: readonly string[]): boolean[] {
  return texts.map(isMissing)
}

/** How most missing cells are written; empty where none are. */
export function blankText({ texts, counts }: CellColumn, blanks: readonly boolean[]): string {
  let best = ''
  let most = 0
  for (const [code, blank] of blanks.entries()) {
    const count = counts[code] ?? 0
    if (!blank || count <= most) continue
    best = texts[code] ?? ''
    most = count
  }
  return best
}
