/**
 * Checks an encoding as it was read from a checkpoint or a file before anything believes it: shapes, and the few facts without
 * which decoding would give nonsense. Pure.
 */
import * as v from 'valibot'
import type { DateFormat, DatePart, IdPattern, NumberFormat, TableFormat } from './column-formats.ts'
import type { LabelCount } from './column-profile.ts'
import type { EncodedColumn, LabelCoding, NumberCoding, TableEncoding } from './table-encoding.ts'

const NUMBER = v.pipe(v.number(), v.finite())
const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0))
const DIGITS = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20))
const LETTERS = v.picklist(['upper', 'lower', 'title'])
const ONE_OR_TWO = v.picklist([1, 2])
const TEXT = v.string()

const NUMBER_FORMAT: v.GenericSchema<unknown, NumberFormat> = v.pipe(
  v.object({
    mark: v.picklist(['.', ',']),
    group: TEXT,
    before: TEXT,
    behind: TEXT,
    zero: v.boolean(),
    negative: v.picklist(['inside', 'outside', 'brackets']),
    least: DIGITS,
    most: DIGITS,
    style: v.picklist(['plain', 'exponent']),
  }),
  v.check(({ least, most }) => least <= most),
)

const PART: v.GenericSchema<unknown, DatePart> = v.variant('is', [
  v.object({ is: v.literal('text'), text: TEXT }),
  v.object({ is: v.literal('year'), digits: v.picklist([2, 4]) }),
  v.object({ is: v.picklist(['month-name', 'weekday']), long: v.boolean(), letters: LETTERS }),
  v.object({ is: v.picklist(['month', 'day', 'hour', 'minute', 'second']), digits: ONE_OR_TWO }),
  v.object({ is: v.literal('fraction'), digits: DIGITS }),
  v.object({ is: v.literal('half'), letters: LETTERS }),
])
const DATE_FORMAT: v.GenericSchema<unknown, DateFormat> = v.object({
  parts: v.pipe(v.array(PART), v.minLength(1), v.maxLength(32)),
  unit: v.pipe(NUMBER, v.gtValue(0)),
})

/** Ids are made until there are enough: a pattern that allows none would never end. */
const ID_PATTERN: v.GenericSchema<unknown, IdPattern> = v.variant('is', [
  v.object({ is: v.literal('counter'), before: TEXT, behind: TEXT, digits: DIGITS, next: COUNT }),
  v.object({
    is: v.literal('pieces'),
    pieces: v.pipe(
      v.array(
        v.variant('is', [
          v.object({ is: v.literal('text'), text: TEXT }),
          v.pipe(
            v.object({
              is: v.literal('letters'),
              letters: v.pipe(TEXT, v.minLength(2)),
              least: COUNT,
              most: COUNT,
            }),
            v.check(({ least, most }) => least <= most && most <= 1000),
          ),
        ]),
      ),
      v.maxLength(200),
    ),
    taken: v.pipe(TEXT, v.base64(), v.check(isBits)),
  }),
])

const FORMAT: v.GenericSchema<unknown, TableFormat> = v.object({
  separator: v.picklist([',', ';', '\t', '|', ' ']),
  newline: v.picklist(['\n', '\r\n', '\r']),
  quoted: v.array(v.boolean()),
  quotedHeader: v.boolean(),
  byteOrderMark: v.boolean(),
})

const MODE = v.object({
  mean: NUMBER,
  deviation: v.pipe(NUMBER, v.minValue(0)),
  scale: v.pipe(NUMBER, v.gtValue(0)),
  weight: v.pipe(NUMBER, v.minValue(0)),
  count: COUNT,
})
const CODING: v.GenericSchema<unknown, NumberCoding> = v.pipe(
  v.object({
    low: NUMBER,
    high: NUMBER,
    step: v.pipe(NUMBER, v.minValue(0)),
    decimals: v.nullable(DIGITS),
    log: v.nullable(NUMBER),
    modes: v.pipe(v.array(MODE), v.minLength(1)),
    fine: v.boolean(),
    specials: v.array(v.object({ value: v.nullable(NUMBER), text: TEXT, count: COUNT })),
    missing: COUNT,
  }),
  v.check(({ low, high, log }) => low <= high && (log === null || low + log > 0)),
  // A density needs a width wherever there is a choice between several.
  v.check(({ modes }) => modes.length === 1 || modes.every(({ deviation }) => deviation > 0)),
)
const LABELS: v.GenericSchema<unknown, readonly LabelCount[]> = v.array(
  v.object({ label: TEXT, count: COUNT }),
)
const LABEL_CODING: v.GenericSchema<unknown, LabelCoding> = v.object({
  top: LABELS,
  others: LABELS,
  missing: COUNT,
})

const COLUMN: v.GenericSchema<unknown, EncodedColumn> = v.variant('is', [
  v.object({ is: v.literal('number'), name: TEXT, number: CODING, format: NUMBER_FORMAT, missingText: TEXT }),
  v.object({ is: v.literal('date'), name: TEXT, number: CODING, format: DATE_FORMAT, missingText: TEXT }),
  v.object({ is: v.literal('category'), name: TEXT, labels: LABEL_CODING, missingText: TEXT }),
  v.object({ is: v.literal('id'), name: TEXT, pattern: ID_PATTERN }),
  v.object({ is: v.literal('constant'), name: TEXT, text: TEXT }),
])

/** What a kept or carried encoding must look like. */
export const ENCODING: v.GenericSchema<unknown, TableEncoding> = v.pipe(
  v.object({
    version: v.literal(1),
    rows: COUNT,
    header: v.nullable(v.array(TEXT)),
    format: FORMAT,
    columns: v.pipe(v.array(COLUMN), v.minLength(1)),
  }),
  v.check(({ header, columns }) => header === null || header.length === columns.length),
)

/** The encoding; null where it is damaged: networks without it make nothing that can be read. */
export function repairEncoding(kept: unknown): TableEncoding | null {
  const read = v.safeParse(ENCODING, kept)
  return read.success ? read.output : null
}

/** A power of two of bytes, with a bit free. */
function isBits(base64: string): boolean {
  try {
    const bytes = atob(base64)
    const { length } = bytes
    return length >= 8 && (length & (length - 1)) === 0 && /[^\xff]/.test(bytes)
  } catch {
    return false
  }
}
