/** Dates in cells: from a text of a known form to seconds. Pure. */
import type { DateFormat, DatePart } from '../../../../common/tables/column-formats.ts'
import { indexAmong, MONTHS, WEEKDAYS } from './date-words.ts'

export type Parts = DateFormat['parts']

/** Two digits of a year from here on are of the last century. */
const LAST_CENTURY = 70
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Seconds since the beginning of 1970, or of the day where the form tells none; null of a text that has another form, or tells
 * no day that was.
 */
export function dateReader(parts: Parts): (text: string) => number | null {
  const pattern = new RegExp(`^${parts.map(patternOf).join('')}$`, 'i')
  const places = parts.flatMap((part) => (part.is === 'text' ? [] : [part]))
  const dated = parts.some(({ is }) => is === 'year' || is === 'month' || is === 'month-name')
  return (text) => {
    const match = pattern.exec(text)
    return match === null ? null : secondsOf(places, match, dated)
  }
}

function patternOf(part: DatePart): string {
  switch (part.is) {
    case 'text':
      return part.text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    case 'year':
    case 'fraction':
      return `(\\d{${part.digits}})`
    case 'month-name':
    case 'weekday':
      return '([a-z]{3,9})'
    case 'half':
      return '([ap]m)'
    case 'month':
    case 'day':
    case 'hour':
    case 'minute':
    case 'second':
      return part.digits === 1 ? '(\\d{1,2})' : '(\\d{2})'
  }
}

function secondsOf(places: Parts, match: RegExpExecArray, dated: boolean): number | null {
  let [year, month, day, hour, minute, second] = [1970, 1, 1, 0, 0, 0]
  let half = ''
  for (const [i, part] of places.entries()) {
    const text = match[i + 1] ?? ''
    const value = Number(text)
    if (part.is === 'year') year = part.digits === 4 ? value : value + (value < LAST_CENTURY ? 2000 : 1900)
    else if (part.is === 'month') month = value
    else if (part.is === 'day') day = value
    else if (part.is === 'hour') hour = value
    else if (part.is === 'minute') minute = value
    else if (part.is === 'second') second += value
    else if (part.is === 'fraction') second += value / 10 ** part.digits
    else if (part.is === 'half') half = text.toLowerCase()
    else if (part.is === 'month-name') month = indexAmong(MONTHS, text) + 1
    else if (indexAmong(WEEKDAYS, text) < 0) return null
  }
  if (half !== '' && (hour < 1 || hour > 12)) return null
  if (half !== '') hour = (hour % 12) + (half === 'pm' ? 12 : 0)
  if (hour > 23 || minute > 59 || second >= 60) return null
  const time = 3600 * hour + 60 * minute + second
  if (!dated) return time
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= (DAYS[month - 1] ?? 0)
  if (!isDay || (month === 2 && day === 29 && !isLeap(year))) return null
  return Date.UTC(year, month - 1, day) / 1000 + time
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
