/** What speaks for each meaning that a column's cells could have, before anything is decided. */
import type { DateFormat } from '../../../common/tables/column-formats.ts'
import { isMissing, type Decimals } from '../tables/numbers.ts'
import type { Unit } from '../tables/units.ts'
import { blanksAmongWords } from './blanks.ts'
import type { CellColumn } from './cells.ts'
import { findDateFormat } from './dates/find-date-format.ts'
import { packedDates } from './dates/packed-date.ts'
import { isZeroLed, numberIn, unitAmong } from './numbers/number-cells.ts'

export interface Evidence {
  /** Of each different text: whether it is missing among words. */
  readonly blanks: readonly boolean[]
  /** Rows with something in them. */
  readonly filled: number
  /** Different texts with something in them. */
  readonly distinct: number
  readonly unit: Unit
  /** Of each different text its number; null of words, NaN of what is missing among numbers. */
  readonly numbers: readonly (number | null)[]
  /** Rows with a number. */
  readonly numeric: number
  /** Different numbers. */
  readonly distinctNumbers: number
  readonly whole: boolean
  /** Digits alone, as who numbers rows writes them. */
  readonly bare: boolean
  /** Some begin with a zero, as codes do. */
  readonly zeroLed: boolean
  readonly low: number
  readonly high: number
  /** Different texts that are neither numbers nor missing, and rows with them. */
  readonly words: number
  readonly wordRows: number
  /** Null where the cells write no dates. */
  readonly date: DateFormat | null
  /** The day and the month cannot be told apart. */
  readonly dayOrMonth: boolean
  /** Letters, and words between blanks, of a filled cell on average. */
  readonly letters: number
  readonly wordsEach: number
}

export function evidenceOf(column: CellColumn, decimals: Decimals, dayFirst?: boolean): Evidence {
  const { texts, counts } = column
  const blanks = blanksAmongWords(texts)
  const rows = (code: number) => counts[code] ?? 0
  const unit = unitAmong(texts, decimals)
  const numbers = texts.map((text) => (isMissing(text) ? NaN : numberIn(text, unit, decimals)))
  const found = {
    filled: 0,
    distinct: 0,
    numeric: 0,
    whole: true,
    bare: true,
    zeroLed: false,
    low: Infinity,
    high: -Infinity,
    words: 0,
    wordRows: 0,
    letters: 0,
    wordsEach: 0,
  }
  for (const [code, text] of texts.entries()) {
    const number = numbers[code] ?? null
    if (blanks[code] !== true) {
      found.filled += rows(code)
      found.distinct++
    }
    if (number === null) {
      found.words++
      found.wordRows += rows(code)
      found.letters += text.length * rows(code)
      found.wordsEach += text.split(/\s+/, 50).length * rows(code)
    } else if (!Number.isNaN(number)) {
      found.numeric += rows(code)
      found.whole &&= Number.isInteger(number)
      found.bare &&= /^\d+(\.0+)?$/.test(text)
      found.zeroLed ||= isZeroLed(text)
      found.low = Math.min(found.low, number)
      found.high = Math.max(found.high, number)
    }
  }
  return {
    ...found,
    blanks,
    unit,
    numbers,
    distinctNumbers: new Set(numbers.filter((number) => number !== null && !Number.isNaN(number))).size,
    letters: found.letters / Math.max(1, found.wordRows),
    wordsEach: found.wordsEach / Math.max(1, found.wordRows),
    ...datesIn(column, numbers, found, dayFirst),
  }
}

/** Cells with numbers alone are dates only where they have the eight digits of one. */
function datesIn(
  { texts, counts }: CellColumn,
  numbers: readonly (number | null)[],
  { numeric, wordRows }: { numeric: number; wordRows: number },
  dayFirst?: boolean,
): Pick<Evidence, 'date' | 'dayOrMonth'> {
  const none = { date: null, dayOrMonth: false }
  if (wordRows === 0)
    return { ...none, date: packedDates(texts.filter((_, code) => !Number.isNaN(numbers[code]))) }
  if (numeric > wordRows) return none
  const filled = texts.flatMap((text, code) => (Number.isNaN(numbers[code]) ? [] : [{ text, code }]))
  const found = findDateFormat(
    filled.map(({ text }) => text),
    filled.map(({ code }) => counts[code] ?? 0),
    dayFirst,
  )
  return found === null ? none : { date: found.format, dayOrMonth: found.dayOrMonth }
}
