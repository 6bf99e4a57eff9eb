/** How a column's numbers are written, learnt from its texts. Pure. Writing is write-number.ts. */
import type { NumberFormat } from '../../../../common/tables/column-formats.ts'
import type { Decimals } from '../../tables/numbers.ts'
import { withoutUnit, type Unit } from '../../tables/units.ts'

/** More digits behind the mark say nothing that was measured; they come of halves and thirds in binary. */
const MOST_DECIMALS = 12
/** So many digits in all are what a program writes of a number that it reckoned. */
const RECKONED = 16
/** Texts with something around their digits that are looked at. */
const SAMPLE = 2000
const GAPS = /[ '’\u00a0\u2009\u202f]/

interface Written {
  /** Each different text that is a number, with the rows that have it. */
  readonly texts: readonly string[]
  readonly counts: readonly number[]
}

export function numberFormatOf({ texts, counts }: Written, unit: Unit, decimals: Decimals): NumberFormat {
  const sample = texts.slice(0, SAMPLE)
  const mark = decimals === 'either' ? markAmong(sample) : decimals === 'comma' ? ',' : '.'
  const plain = unit.before === '' && unit.behind === ''
  const around = plain ? { before: '', behind: '' } : aroundOf(sample, unit)
  const digits = digitsOf(texts, counts, mark)
  return {
    mark,
    group: groupAmong(sample, mark),
    ...around,
    zero: !sample.some((text) => /(^|[^\d])[.,]\d/.test(text)),
    negative: negativeAmong(sample),
    ...digits,
  }
}

function markAmong(texts: readonly string[]): '.' | ',' {
  let commas = 0
  for (const text of texts) {
    const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
    if (last >= 0) commas += text[last] === ',' ? 1 : -1
  }
  return commas > 0 ? ',' : '.'
}

/** What stands before and behind the digits of most texts that have the unit. */
function aroundOf(texts: readonly string[], unit: Unit): { before: string; behind: string } {
  const counts = new Map<string, { around: { before: string; behind: string }; count: number }>()
  for (const text of texts) {
    const bare = text.replace(/^\(\s*|\s*\)$/g, '').replace(/^[-−]\s*(?=\D)/, '')
    const number = withoutUnit(bare)
    const from = bare.indexOf(number)
    const around = { before: bare.slice(0, from), behind: bare.slice(from + number.length) }
    if (around.before.trim() !== unit.before || around.behind.trim() !== unit.behind) continue
    const key = JSON.stringify(around)
    counts.set(key, { around, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const best = [...counts.values()].sort((a, b) => b.count - a.count)[0]
  return best?.around ?? { before: '', behind: '' }
}

/** What parts the thousands in most of the texts that have any. */
function groupAmong(texts: readonly string[], mark: '.' | ','): string {
  const other = mark === '.' ? ',' : '.'
  const counts = new Map<string, number>()
  let long = 0
  for (const text of texts) {
    const number = withoutUnit(text)
    const whole = number.split(mark)[0] ?? ''
    if (whole.replace(/\D/g, '').length < 4 || /e/i.test(number)) continue
    long++
    const inner = /\d(\D)\d{3}(?:\D|$)/.exec(whole)?.[1]
    if (inner !== undefined && (inner === other || GAPS.test(inner)))
      counts.set(inner, (counts.get(inner) ?? 0) + 1)
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0]
  return best !== undefined && best[1] * 2 > long ? best[0] : ''
}

function negativeAmong(texts: readonly string[]): NumberFormat['negative'] {
  if (texts.some((text) => /^\(.*\d.*\)$/.test(text))) return 'brackets'
  return texts.some((text) => /^[-−]\s*(?:\p{Sc}|[A-Z]{3}\s)/u.test(text)) ? 'outside' : 'inside'
}

/** How many digits stand behind the mark: at least, and at most. */
function digitsOf(
  texts: readonly string[],
  counts: readonly number[],
  mark: '.' | ',',
): Pick<NumberFormat, 'least' | 'most' | 'style'> {
  const plain = { rows: 0, least: Infinity, most: 0, reckoned: 0, mostReckoned: 0 }
  const exponent = { rows: 0, least: Infinity, most: 0 }
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? ''
    const rows = counts[i] ?? 0
    const at = text.lastIndexOf(mark)
    const power = exponentAt(text)
    const behind = at < 0 ? 0 : digitsFrom(text, at + 1)
    if (power >= 0) {
      exponent.rows += rows
      // 356e-8 is written as 3.56e-6.
      const before = /^\D*0*(\d*)/.exec(text)?.[1]?.length ?? 1
      exponent.least = Math.min(exponent.least, behind)
      exponent.most = Math.max(exponent.most, behind + Math.max(0, before - 1))
      continue
    }
    plain.rows += rows
    plain.least = Math.min(plain.least, behind)
    if (behind + at >= RECKONED && behind > 6) {
      plain.reckoned += rows
      plain.mostReckoned = Math.max(plain.mostReckoned, behind)
    } else plain.most = Math.max(plain.most, behind)
  }
  if (exponent.rows > plain.rows)
    return { style: 'exponent', least: Math.min(exponent.least, 15), most: Math.min(exponent.most, 15) }
  // A few that were reckoned among many that were measured are rounded like these.
  const most = plain.reckoned * 20 > plain.rows ? Math.max(plain.most, plain.mostReckoned) : plain.most
  const bounded = Math.min(most, MOST_DECIMALS)
  return { style: 'plain', least: Math.min(plain.least, bounded), most: bounded }
}

function exponentAt(text: string): number {
  return text.search(/\d\.?[ed][+-]?\d/i)
}

function digitsFrom(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter < 48 || letter > 57) break
  }
  return at - from
}
