/** Dates of eight digits without marks, 20240131: numbers to look at, and dates where every one of them is a day. */
import type { DateFormat } from '../../../../common/tables/column-formats.ts'
import { dateReader } from './read-date.ts'

/** So many different ones are needed: a few numbers may be days by chance. */
const LEAST = 10

const PARTS: DateFormat['parts'] = [
  { is: 'year', digits: 4 },
  { is: 'month', digits: 2 },
  { is: 'day', digits: 2 },
]

/** Null where one of them is no day between 1900 and 2099. */
export function packedDates(texts: readonly string[]): DateFormat | null {
  const read = dateReader(PARTS)
  const all =
    texts.length >= LEAST && texts.every((text) => /^(19|20)\d{6}$/.test(text) && read(text) !== null)
  return all ? { parts: PARTS, unit: 86_400 } : null
}
