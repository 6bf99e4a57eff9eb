/**
 * Values of typed columns as the text of cells, so that the rest is a table like any other: whole numbers digit by digit, moments in ISO
 * 8601 and alike in the whole column, what is nested as JSON. Knows no file format.
 */

/** What a column's values are, where the values themselves do not tell. */
export type Form =
  | { readonly is: 'plain' }
  /** Floats of single precision. */
  | { readonly is: 'single' }
  /** Whole numbers, or their bytes with the highest first, of which so many digits stand behind the point. */
  | { readonly is: 'decimal'; readonly scale: number }
  /** Counts since 1970, or `Moment`s. */
  | { readonly is: 'moment'; readonly perSecond: bigint }
  /** Milliseconds since 1970, of whole days. */
  | { readonly is: 'day' }
  /** Counts since midnight. */
  | { readonly is: 'time'; readonly perSecond: bigint }

export const PLAIN: Form = { is: 'plain' }
export const SINGLE: Form = { is: 'single' }
export const MICROS = 1_000_000n
const SECONDS_OF_DAY = 86_400n
/** A moment is told to the microsecond, as dates are read. */
const MOST_DIGITS = 6
/** Bytes that are no text are told in full up to so many. */
const MOST_BYTES = 32

/** A moment inside a value that has to be told without its column. */
export class Moment {
  readonly micros: bigint

  constructor(count: bigint, perSecond: bigint) {
    this.micros = (count * MICROS) / perSecond
  }

  toJSON(): string {
    return momentText(this.micros, digitsOf(this.micros))
  }
}

/**
 * What writes the values of a column; nothing is written as nothing.
 * @param values all of them, looked through once where what they have in common counts
 */
export function writerFor(form: Form, values: Iterable<unknown>): (value: unknown) => string {
  const unlessNothing = (write: (value: unknown) => string) => (value: unknown) =>
    value === null || value === undefined ? '' : write(value)
  switch (form.is) {
    case 'plain':
      return plainText
    case 'single':
      return unlessNothing((value) => (typeof value === 'number' ? singleText(value) : plainText(value)))
    case 'decimal':
      return unlessNothing((value) => decimalText(wholeOf(value), form.scale))
    case 'day':
      return unlessNothing((value) => momentText(BigInt(Number(value)) * 1000n, null))
    case 'time':
      return evenWriter(values, form.perSecond, (micros, digits) => timeText(micros, digits ?? 0))
    case 'moment':
      return evenWriter(values, form.perSecond, momentText)
  }
}

/** @param days since 1970 */
export function dayText(days: number): string {
  return momentText(BigInt(days) * SECONDS_OF_DAY * MICROS, null)
}

/** All with as many digits behind the second as the finest needs; days alone where all are midnights. */
function evenWriter(
  values: Iterable<unknown>,
  perSecond: bigint,
  write: (micros: bigint, digits: number | null) => string,
): (value: unknown) => string {
  const microsOf = (value: unknown) =>
    value instanceof Moment ? value.micros : (wholeOf(value) * MICROS) / perSecond
  let digits: number | null = null
  for (const value of values) {
    if (value === null || value === undefined) continue
    const own = digitsOf(microsOf(value))
    if (own !== null && own > (digits ?? -1)) digits = own
  }
  return (value) => (value === null || value === undefined ? '' : write(microsOf(value), digits))
}

/** Digits behind the second, 0, 3 or 6; null of a midnight. */
function digitsOf(micros: bigint): number | null {
  if (micros % (SECONDS_OF_DAY * MICROS) === 0n) return null
  if (micros % MICROS === 0n) return 0
  return micros % 1000n === 0n ? 3 : MOST_DIGITS
}

/** @param digits null: the day alone */
function momentText(micros: bigint, digits: number | null): string {
  const seconds = floorDivided(micros, MICROS)
  const date = new Date(Number(seconds) * 1000)
  // Beyond what a calendar is reckoned for.
  if (Number.isNaN(date.getTime())) return String(micros)
  const [day = '', time = ''] = date.toISOString().split('T')
  return digits === null ? day : `${day}T${time.slice(0, 8)}${fraction(micros - seconds * MICROS, digits)}`
}

function timeText(micros: bigint, digits: number): string {
  const seconds = floorDivided(micros, MICROS)
  const two = (value: bigint) => String(value).padStart(2, '0')
  const [hours, minutes] = [seconds / 3600n, (seconds / 60n) % 60n]
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60n)}${fraction(micros - seconds * MICROS, digits)}`
}

function fraction(micros: bigint, digits: number): string {
  return digits === 0 ? '' : `.${String(micros).padStart(MOST_DIGITS, '0').slice(0, digits)}`
}

function floorDivided(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n)
}

function wholeOf(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return BigInt(value)
  if (!(value instanceof Uint8Array)) throw new Error('no whole number')
  let sum = 0n
  for (const byte of value) sum = sum * 256n + BigInt(byte)
  return BigInt.asIntN(8 * value.length, sum)
}

function decimalText(whole: bigint, scale: number): string {
  if (scale <= 0) return String(whole * 10n ** BigInt(-scale))
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0')
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** The fewest digits that give the same float again: 0.1, not 0.10000000149011612. */
function singleText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits))
    if (Math.fround(shorter) === value) return String(shorter)
  }
  return String(value)
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value)
  if (typeof value !== 'object' || value === null) return ''
  if (value instanceof Uint8Array) return bytesText(value)
  return value instanceof Moment ? value.toJSON() : JSON.stringify(value, forJson)
}

function forJson(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  if (value instanceof Uint8Array) return bytesText(value)
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>)
  return value
}

/** Text where they are one; else their digits to the base of 16, or how many there are. */
function bytesText(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // oxlint-disable-next-line no-control-regex -- these are what text does not hold
    if (!/[\0-\x08\x0e-\x1f]/.test(text)) return text
  } catch {
    // No text.
  }
  if (bytes.length > MOST_BYTES) return `${bytes.length} bytes`
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
