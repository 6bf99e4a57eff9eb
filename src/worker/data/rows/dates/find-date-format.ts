/** In which form a column's cells write dates or times, if they do: told from their digits, words and marks. Pure. */
import type { DateFormat, DatePart, DigitsPart } from '../../../../common/tables/column-formats.ts'
import { indexAmong, lettersOf, MONTHS, WEEKDAYS } from './date-words.ts'
import { dateReader, type Parts } from './read-date.ts'

export interface DatesFound {
  readonly format: DateFormat
  /** 3/4/2024 makes sense both ways in all cells. */
  readonly dayOrMonth: boolean
}

/** So many different texts are looked at for the form; all are read with it. */
const SAMPLE = 500
/** Of all rows so many may have another form: they are missing values then. */
const MOST_OTHERS = 0.02

type Role = 'year' | DigitsPart | 'fraction'
/** Which digits come in which order, where no name tells the month. */
const ORDERS: readonly (readonly Role[])[] = [
  ['year', 'month', 'day'],
  ['month', 'day', 'year'],
  ['day', 'month', 'year'],
  ['year', 'month'],
  ['month', 'year'],
  [],
]
const ORDERS_WITH_NAME: readonly (readonly Role[])[] = [['day', 'year'], ['year', 'day'], ['year'], ['day']]
const TIMES: readonly (readonly Role[])[] = [
  ['hour', 'minute', 'second', 'fraction'],
  ['hour', 'minute', 'second'],
  ['hour', 'minute'],
  [],
]
/** What tells the zone is the same in all cells, and stays as it is. */
const ZONE = /(?:Z|\s?(?:UTC|GMT)|[+-]\d\d:?\d\d)$/

/**
 * Null where there is no such form.
 * @param texts without those of missing values @param counts rows of each
 * @param dayFirst the person's choice; undefined: by the evidence, then by the mark between
 */
export function findDateFormat(
  texts: readonly string[],
  counts: readonly number[],
  dayFirst?: boolean,
): DatesFound | null {
  const sample = texts.slice(0, SAMPLE)
  const candidates = candidatesFor(sample, dayFirst).map((parts) => ({ parts, read: dateReader(parts) }))
  const fitting = candidates.filter(({ read }) => readable(sample, read) >= sample.length * (1 - MOST_OTHERS))
  const judged = fitting.map((candidate) => ({ ...candidate, rows: rowsRead(texts, counts, candidate.read) }))
  const best = judged.reduce<(typeof judged)[number] | null>(
    (most, one) => (most === null || one.rows > most.rows ? one : most),
    null,
  )
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (best === null || best.rows < all * (1 - MOST_OTHERS)) return null
  return {
    format: { parts: best.parts, unit: unitOf(texts, best.parts, best.read) },
    dayOrMonth: judged.filter(({ rows }) => rows === best.rows).length > 1,
  }
}

function readable(texts: readonly string[], read: (text: string) => number | null): number {
  return texts.reduce((sum, text) => (read(text) === null ? sum : sum + 1), 0)
}

function rowsRead(
  texts: readonly string[],
  counts: readonly number[],
  read: (text: string) => number | null,
) {
  return texts.reduce((sum, text, i) => (read(text) === null ? sum : sum + (counts[i] ?? 0)), 0)
}

/** Digits, words, and what stands between. */
const PIECE = /\d+|[a-z]+|[^\da-z]+/gi

/** Every form that the pieces of these texts may have, the likeliest first. */
function candidatesFor(texts: readonly string[], dayFirst?: boolean): Parts[] {
  const [first = ''] = texts
  const zone = ZONE.exec(first)?.[0] ?? ''
  // "2012-01-0100" ends in no zone: one stands behind a time.
  const zoned = zone !== '' && /:\d\d/.test(first) && texts.every((text) => text.endsWith(zone))
  const bare = zoned ? texts.map((text) => text.slice(0, -zone.length)) : texts
  const rows = bare.map((text) => text.match(PIECE) ?? [])
  const [model = []] = rows
  const even = rows.filter((row) => row.length === model.length)
  if (model.length === 0 || model.length > 15 || even.length < rows.length * (1 - MOST_OTHERS)) return []
  const pieces = model.map((_, at) => pieceOf(even.map((row) => row[at] ?? '')))
  const fixed: (DatePart | 'digits')[] = []
  for (const piece of pieces) {
    if (piece === null) return []
    fixed.push(piece)
  }
  const tail: Parts = zoned ? [{ is: 'text', text: zone }] : []
  const runs = model.flatMap((_, at) => (fixed[at] === 'digits' ? [even.map((row) => row[at] ?? '')] : []))
  return rolesFor(fixed, runs, dayFirst).map((roles) => [...withRoles(fixed, roles, runs), ...tail])
}

/** Null of a word that changes and is neither a month, nor a weekday, nor a half of the day. */
function pieceOf(cells: readonly string[]): DatePart | 'digits' | null {
  const [first = ''] = cells
  if (/^\d/.test(first)) return cells.every((cell) => /^\d+$/.test(cell)) ? 'digits' : null
  const letters = lettersOf(first)
  if (cells.every((cell) => /^[ap]m$/i.test(cell))) return { is: 'half', letters }
  for (const [is, names] of [
    ['month-name', MONTHS],
    ['weekday', WEEKDAYS],
  ] as const) {
    if (cells.every((cell) => indexAmong(names, cell) >= 0))
      return { is, long: cells.some((cell) => cell.length > 3), letters }
  }
  return cells.every((cell) => cell === first) ? { is: 'text', text: first } : null
}

/** Which digits tell what, in every way that their marks allow. */
function rolesFor(
  fixed: readonly (DatePart | 'digits')[],
  runs: readonly (readonly string[])[],
  dayFirst?: boolean,
): Role[][] {
  const named = fixed.some((piece) => piece !== 'digits' && piece.is === 'month-name')
  const shortFirst = runs[0]?.every(({ length }) => length <= 2) === true
  const orders = named ? ORDERS_WITH_NAME : ordersBy(fixed, shortFirst, dayFirst)
  const packed = !named && runs[0]?.every((cell) => /^(1[5-9]|2[01])\d{6}$/.test(cell)) === true
  if (packed) return []
  return orders.flatMap((order) =>
    TIMES.flatMap((time): Role[][] => {
      const roles = [...order, ...time]
      if (roles.length === 0 || roles.length !== runs.length) return []
      return marksAllow(fixed, roles) && roles.every((role, i) => digitsAllow(role, runs[i] ?? []))
        ? [roles]
        : []
    }),
  )
}

/**
 * A year of two digits stands last unless nothing else makes sense. Between points and dashes most of the world writes the day first, between slashes
 * those who write most tables do not.
 */
function ordersBy(
  fixed: readonly (DatePart | 'digits')[],
  shortFirst: boolean,
  dayFirst?: boolean,
): typeof ORDERS {
  const slash = fixed.some((piece) => piece !== 'digits' && piece.is === 'text' && piece.text === '/')
  const first = dayFirst ?? !slash
  const [yearFirst = [], month = [], day = [], ...rest] = ORDERS
  const dayOrMonth = dayFirst === undefined ? (first ? [day, month] : [month, day]) : [first ? day : month]
  return shortFirst ? [...dayOrMonth, yearFirst, ...rest] : [yearFirst, ...dayOrMonth, ...rest]
}

/** Parts of a time stand between colons, a fraction behind a point; parts of a date between other marks. */
function marksAllow(fixed: readonly (DatePart | 'digits')[], roles: readonly Role[]): boolean {
  let at = 0
  let before = ''
  for (const piece of fixed) {
    if (piece !== 'digits') {
      before = piece.is === 'text' ? piece.text : ' '
      continue
    }
    const role = roles[at++]
    if ((role === 'minute' || role === 'second') && !/^[:.hm]$/.test(before)) return false
    if (role === 'minute' && before === '.' && at < 3) return false
    if (role === 'fraction' && !/^[.,]$/.test(before)) return false
    const dated = role === 'year' || role === 'month' || role === 'day'
    if (dated && at > 1 && !/^(?:[-/. ,年月]|[.,] |. | .)$/u.test(before)) return false
  }
  return true
}

function digitsAllow(role: Role, cells: readonly string[]): boolean {
  if (role === 'fraction') return cells.every(({ length }) => length === cells[0]?.length && length <= 6)
  if (role === 'year')
    return (
      cells.every(({ length }) => length === 2) ||
      cells.every((cell) => cell.length === 4 && Number(cell) >= 1000 && Number(cell) < 3000)
    )
  if (role === 'minute' || role === 'second') return cells.every(({ length }) => length === 2)
  return cells.every(({ length }) => length <= 2)
}

function withRoles(
  fixed: readonly (DatePart | 'digits')[],
  roles: readonly Role[],
  runs: readonly (readonly string[])[],
): DatePart[] {
  let at = 0
  return fixed.map((piece): DatePart => {
    if (piece !== 'digits') return piece
    const role = roles[at] ?? 'day'
    const cells = runs[at++] ?? []
    if (role === 'year') return { is: role, digits: cells[0]?.length === 4 ? 4 : 2 }
    if (role === 'fraction') return { is: role, digits: cells[0]?.length ?? 3 }
    return { is: role, digits: cells.some(({ length }) => length === 1) ? 1 : 2 }
  })
}

/** The largest of a day, an hour, a minute, a second that all values are whole numbers of; else the last digit written. */
function unitOf(texts: readonly string[], parts: Parts, read: (text: string) => number | null): number {
  const dated = parts.some(({ is }) => is === 'year')
  const units = [...(dated ? [86_400] : []), 3600, 60, 1]
  let at = 0
  for (const text of texts) {
    const seconds = read(text)
    if (seconds === null) continue
    while (at < units.length && seconds % (units[at] ?? 1) !== 0) at++
  }
  const fraction = parts.find((part) => part.is === 'fraction')
  return units[at] ?? 10 ** -(fraction?.digits ?? 0)
}
