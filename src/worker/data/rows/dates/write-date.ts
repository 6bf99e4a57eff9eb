/** A date as its column writes it. Pure. */
import type { DateFormat, DatePart } from '../../../../common/tables/column-formats.ts'
import { inLetters, MONTHS, WEEKDAYS } from './date-words.ts'

/** @param value units of the format since the beginning of 1970, or of the day */
export function writeDate(value: number, { parts, unit }: DateFormat): string {
  const digits = parts.reduce((most, part) => (part.is === 'fraction' ? part.digits : most), 0)
  // In the smallest part that is written, so that 59.9996 s is no 60th second.
  const seconds = Math.round(value * unit * 10 ** digits) / 10 ** digits
  const whole = Math.floor(seconds)
  const at: Moment = {
    date: new Date(1000 * whole),
    fraction: Math.round((seconds - whole) * 10 ** digits),
    halves: parts.some(({ is }) => is === 'half'),
  }
  return parts.map((part) => written(part, at)).join('')
}

interface Moment {
  readonly date: Date
  /** In units of the fraction's last digit. */
  readonly fraction: number
  readonly halves: boolean
}

function written(part: DatePart, { date, fraction, halves }: Moment): string {
  const hour = date.getUTCHours()
  switch (part.is) {
    case 'text':
      return part.text
    case 'year':
      return padded(date.getUTCFullYear() % 10 ** part.digits, part.digits)
    case 'month':
      return padded(date.getUTCMonth() + 1, part.digits)
    case 'month-name':
      return named(MONTHS[date.getUTCMonth()], part)
    case 'weekday':
      return named(WEEKDAYS[date.getUTCDay()], part)
    case 'day':
      return padded(date.getUTCDate(), part.digits)
    case 'hour':
      return padded(halves ? ((hour + 11) % 12) + 1 : hour, part.digits)
    case 'minute':
      return padded(date.getUTCMinutes(), part.digits)
    case 'second':
      return padded(date.getUTCSeconds(), part.digits)
    case 'fraction':
      return padded(fraction, part.digits)
    case 'half':
      return inLetters(hour < 12 ? 'am' : 'pm', part.letters)
  }
}

function named(name = '', { long, letters }: Extract<DatePart, { is: 'month-name' | 'weekday' }>): string {
  return inLetters(long ? name : name.slice(0, 3), letters)
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
