/** Names of months and weekdays as they stand in tables, and how their letters are written. */
import type { Letters } from '../../../../common/tables/column-formats.ts'

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const
/** The first of January 1970 was a Thursday; the first here is a Sunday. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

/** Which of the names it is, in full or by its first three letters; −1 for none. */
export function indexAmong(names: readonly string[], word: string): number {
  const lower = word.toLowerCase()
  return lower.length < 3 ? -1 : names.findIndex((name) => name === lower || name.slice(0, 3) === lower)
}

export function lettersOf(word: string): Letters {
  if (word === word.toUpperCase()) return 'upper'
  return word === word.toLowerCase() ? 'lower' : 'title'
}

export function inLetters(word: string, letters: Letters): string {
  if (letters === 'upper') return word.toUpperCase()
  return letters === 'lower' ? word : `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}
