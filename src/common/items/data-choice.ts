/** Checks a decision about reading, as a script or the page hands it over. Pure. */
import * as v from 'valibot'
import { GanvasError } from '../failure.ts'
import { READERS_COLUMNS, TABLE_CHOICE } from '../tables/table-choice.ts'
import type { DataChoice } from './data-card.ts'

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0))
const tileSide = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096))
const textLike = <T extends string>(pattern: RegExp) =>
  v.custom<T>((value) => typeof value === 'string' && pattern.test(value))

const LETTERS = [
  'auto',
  'utf-8',
  'shift_jis',
  'gbk',
  'big5',
  'euc-kr',
  'ibm866',
  'windows-1251',
  'cp437',
  'windows-1252',
] as const

/** One entry for each key of a choice. */
const CHOICE = {
  classesFrom: v.union([
    v.picklist(['auto', 'none', 'names', 'labels']),
    textLike<`folder:${number}`>(/^folder:\d+$/),
  ]),
  header: v.picklist(['auto', 'yes', 'no']),
  decimals: v.picklist(['auto', 'point', 'comma']),
  columns: v.nullable(v.object({ x: wholeNumber, y: wholeNumber, classes: v.nullable(wholeNumber) })),
  // Cards that were kept before there was such a choice lack it.
  table: v.optional(v.nullable(v.string()), null),
  sheet: v.nullable(v.string()),
  background: v.union([v.literal('auto'), textLike<`#${string}`>(/^#[0-9a-f]{6}$/i)]),
  turn: v.picklist([0, 90, 180, 270]),
  mirror: v.boolean(),
  enlarge: v.picklist(['auto', 'smooth', 'whole']),
  frames: v.union([v.literal('auto'), wholeNumber]),
  tile: v.union([v.literal('auto'), v.null(), v.object({ width: tileSide, height: tileSide })]),
  as: v.optional(v.picklist(['auto', 'points', 'rows']), 'auto'),
  rows: v.optional(TABLE_CHOICE, READERS_COLUMNS),
  // What was kept before there was a choice knows none.
  letters: v.optional(v.picklist(LETTERS), 'auto'),
  pairs: v.optional(
    v.union([
      v.picklist(['auto', 'none', 'left-right', 'right-left']),
      v.object({ from: v.string(), to: v.string() }),
    ]),
    'auto',
  ),
} satisfies { [K in keyof DataChoice]: v.GenericSchema<unknown, DataChoice[K]> }

const CHANGE = v.partial(v.strictObject(CHOICE))

/** A whole choice, as it was kept. */
export const WHOLE_CHOICE = v.object(CHOICE)

/** A change of a choice: any of its keys. */
export const CHOICE_CHANGE = v.custom<Partial<DataChoice>>((value) => v.is(CHANGE, value))

/** The choice after a change of it. @throws GanvasError `bad-choice` that names what is wrong */
export function acceptChoice(choice: DataChoice, change: unknown): DataChoice {
  const read = v.safeParse(CHANGE, change)
  if (read.success) return { ...choice, ...withoutAbsent(read.output) }
  const wrong = read.issues.map((issue) => v.getDotPath(issue) ?? 'the choice').join(', ')
  throw new GanvasError(
    'bad-choice',
    `This is no decision about reading files: ${wrong}.`,
    'Take one of the choices that the data card shows.',
  )
}

function withoutAbsent(change: { [K in keyof DataChoice]?: DataChoice[K] | undefined }): Partial<DataChoice> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
