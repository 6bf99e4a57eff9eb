/** How a column of numbers is told, fitted on training rows: range, grid, special values, logarithm, modes. Pure. */
import type { NumberCoding, Special } from '../../../../common/tables/table-encoding.ts'
import type { Stream } from '../../../../common/numbers/random.ts'
import { logShift, sortedNumbers, specialValues, without } from '../numbers/number-facts.ts'
import type { DateReading, NumberReading } from '../reading.ts'
import { writeDate } from '../dates/write-date.ts'
import { writeNumber } from '../numbers/write-number.ts'
import { onGrid, rawValue } from './decode.ts'
import { modesOf, ownerAmong } from './modes.ts'

/** So many different values tell the grid. */
const GRID_SAMPLE = 5000
/** With more digits behind the point the last ones are noise, and another number for them would be noise to learn. */
const MOST_DECIMALS = 2
/** Fewer share a step by chance. */
const LEAST_ON_GRID = 10

/**
 * @param rows training rows @param log the person's choice; undefined: by the skew
 * @param stream which rows the modes are fitted on
 */
export function numberCoding(
  reading: NumberReading | DateReading,
  rows: Uint32Array,
  stream: Stream,
  log?: boolean,
): NumberCoding {
  const sorted = sortedNumbers(reading.values, rows)
  const words = wordsIn(reading, rows)
  const marked = words.reduce((sum, { count }) => sum + count, 0)
  const dated = reading.is === 'date'
  const values = dated ? [] : specialValues(sorted, sorted.length + marked)
  const ordinary = without(sorted, values)
  const decimals = dated ? 0 : reading.format.style === 'plain' ? reading.format.most : null
  const [low = 0] = ordinary
  const high = ordinary.at(-1) ?? low
  const step = gridOf(ordinary, decimals)
  const shift = dated ? null : logShift(ordinary, log)
  const told = shift === null ? ordinary : ordinary.map((value) => Math.log(value + shift))
  const modes = modesOf(told, shift === null ? step : 0, stream)
  const coding = { low, high, step, decimals, log: shift, modes }
  return {
    ...coding,
    fine: decimals !== null && decimals <= MOST_DECIMALS && !isExact(coding, ordinary, told),
    specials: [
      ...values.map(({ value, count }) => ({ value, text: written(reading, value), count })),
      ...words,
    ],
    missing: rows.length - sorted.length - marked,
  }
}

function written(reading: NumberReading | DateReading, value: number): string {
  return reading.is === 'date' ? writeDate(value, reading.format) : writeNumber(value, reading.format)
}

/** Words that training rows have in place of a number. */
function wordsIn(reading: NumberReading | DateReading, rows: Uint32Array): Special[] {
  if (reading.is === 'date' || reading.marks === null) return []
  const counts = new Uint32Array(reading.words.length)
  for (const row of rows) {
    const mark = reading.marks[row] ?? -1
    if (mark >= 0) counts[mark] = (counts[mark] ?? 0) + 1
  }
  return reading.words.flatMap((text, mark) => {
    const count = counts[mark] ?? 0
    return count === 0 ? [] : [{ value: null, text, count }]
  })
}

/** Whether all come back as they are from single precision. @param told after the logarithm */
function isExact(coding: Exactly, numbers: Float64Array, told: Float64Array): boolean {
  const owner = coding.modes.length > 1 ? ownerAmong(coding.modes) : () => 0
  return numbers.every((value, i) => {
    const t = told[i] ?? 0
    const part = owner(t)
    const mode = coding.modes[part]
    const place = mode === undefined ? 0 : Math.fround((t - mode.mean) / mode.scale)
    return onGrid(coding, rawValue(coding, part, place)) === value
  })
}

type Exactly = Pick<NumberCoding, 'low' | 'high' | 'step' | 'decimals' | 'log' | 'modes'>

/**
 * The largest step that all values are whole multiples of from the least: prices in fives stay prices in fives. 0 where there
 * is none.
 * @param sorted ascending
 */
export function gridOf(sorted: Float64Array, decimals: number | null): number {
  if (decimals === null || sorted.length < 2) return 0
  const factor = 10 ** decimals
  const low = sorted[0] ?? 0
  if (((sorted.at(-1) ?? 0) - low) * factor > Number.MAX_SAFE_INTEGER) return 0
  let step = 0
  let last = low
  let seen = 0
  for (let i = 1; i < sorted.length && step !== 1 && seen < GRID_SAMPLE; i++) {
    const value = sorted[i] ?? 0
    if (value === last) continue
    last = value
    seen++
    step = greatestDivisor(step, Math.round((value - low) * factor))
  }
  // What the first values share the others may not.
  if (seen < LEAST_ON_GRID || !sorted.every((value) => Math.round((value - low) * factor) % step === 0))
    step = Math.min(step, 1)
  return step / factor
}

function greatestDivisor(a: number, b: number): number {
  let [one, other] = [a, b]
  while (other > 0) [one, other] = [other, one % other]
  return one
}
