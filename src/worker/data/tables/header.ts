/** Whether the first line of a table names its columns. */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import { isMissing, isWord, type Decimals } from './numbers.ts'
import { measureOf, unitOf, type Unit } from './units.ts'

export interface HeaderRead {
  readonly header: readonly string[] | null
  /** The first line is no row, though it names no columns: it says how many rows there are, and names these classes. */
  readonly counts?: readonly string[]
  readonly guesses: readonly Guess[]
}

type Row = readonly string[]

/** So many rows tell what a column holds. */
const SAMPLE = 500
/** So many rows are needed to say what numbers they are like. */
const LEAST_ROWS = 4

/**
 * @param first the first line with anything on it
 * @param rest the others
 * @param width cells of an ordinary row
 */
export function headerOf(
  first: Row,
  rest: readonly Row[],
  width: number,
  decimals: Decimals,
  wanted: DataChoice['header'],
): HeaderRead {
  const names = padded(first, width)
  if (wanted === 'no') return { header: null, guesses: [guess(first, false)] }
  if (wanted === 'yes') return { header: names, guesses: [guess(first, true)] }
  if (countsRows(first, rest.length, width)) {
    const counts = namesFor(rest, width - 1, namesBehind(first))
    return { header: null, counts, guesses: [guess(first, null, counts.length > 0)] }
  }
  const columns = Array.from({ length: width }, (_, at) => columnOf(rest, at, decimals))
  const verdict = judge(names, columns, decimals, rest.length)
  const header = verdict.names ? names : null
  return { header, guesses: verdict.doubt ? [guess(first, verdict.names)] : [] }
}

/** scikit-learn's tables begin with how many rows and columns follow, and the names of the classes. */
export function countsRows(first: Row, found: number, width: number): boolean {
  const [rows = '', columns = ''] = first
  return (
    found >= LEAST_ROWS &&
    width > 2 &&
    rows === String(found) &&
    [width, width - 1].includes(Number(columns)) &&
    namesBehind(first).every((cell) => isWord(cell))
  )
}

function namesBehind([, , ...names]: Row): string[] {
  return names.filter((cell) => cell !== '')
}

/** The names, where the last column says 0, 1, 2 … for the first, second, third; else none. */
function namesFor(rows: readonly Row[], at: number, names: readonly string[]): readonly string[] {
  const found = new Set(rows.map((row) => row[at] ?? ''))
  const all = names.length > 1 && found.size === names.length && names.every((_, i) => found.has(String(i)))
  return all ? names : []
}

/** R leaves the head of its row names out. */
function padded(first: Row, width: number): Row {
  return width > 2 && first.length === width - 1 && first.every((cell) => isWord(cell))
    ? ['', ...first]
    : first
}

interface Column {
  /** Most of its cells are numbers. */
  readonly numeric: boolean
  readonly unit: Unit
  /** All its numbers are written with a fraction. */
  readonly fractions: boolean
  readonly low: number
  readonly high: number
}

function columnOf(rows: readonly Row[], at: number, decimals: Decimals): Column {
  const cells = rows.slice(0, SAMPLE).map((row) => row[at] ?? '')
  const filled = cells.filter((cell) => !isMissing(cell))
  const unit = unitOf(filled, decimals)
  const values = filled.flatMap((cell) => measureOf(cell, unit, decimals) ?? [])
  return {
    numeric: values.length > 0 && values.length * 2 >= filled.length,
    unit,
    fractions: filled.every((cell) => /[.,e]/i.test(cell)),
    low: Math.min(...values),
    high: Math.max(...values),
  }
}

function judge(
  names: Row,
  columns: readonly Column[],
  decimals: Decimals,
  rows: number,
): { names: boolean; doubt: boolean } {
  const no = { names: false, doubt: false }
  if (names.length !== columns.length)
    return { ...no, names: names.length > 0 && names.every((cell) => isWord(cell)) }
  if (columns.every(({ numeric }) => !numeric)) return { ...no, names: names.every((cell) => isWord(cell)) }
  const over = columns.flatMap((column, at) => {
    const cell = names[at] ?? ''
    return column.numeric ? [{ column, cell, value: measureOf(cell, column.unit, decimals) }] : []
  })
  // Words over every column of numbers name them; so does nothing at all over the one that counts the rows.
  const named = over.filter(({ cell, value }) => value === null && isWord(cell))
  const numbers = over.flatMap(({ column, value }) => (value === null ? [] : [{ column, value }]))
  if (numbers.length === 0) return { ...no, names: named.length > 0 }
  if (!counts(numbers.map(({ value }) => value))) return no
  const blankCorner = names[0] === '' && numbers.length === columns.length - 1
  const unlike =
    columns.length > 1 &&
    rows >= LEAST_ROWS &&
    numbers.every(({ column, value }) => isUnlike(column, value)) &&
    numbers.some(({ column, value }) => isBeyond(column, value))
  return { names: blankCorner || unlike, doubt: true }
}

/** 0, 1, 2 … or 1, 2, 3 …: what programs write over columns without names. */
function counts(values: readonly number[]): boolean {
  const [first = -1] = values
  return (
    values.length > 1 && (first === 0 || first === 1) && values.every((value, at) => value === first + at)
  )
}

/** Half as far again from the middle as any below it. */
function isBeyond({ low, high }: Column, value: number): boolean {
  return Math.max(low - value, value - high) > (high - low) / 4
}

/** No such number stands below it, though one in the midst of them may still be a row by itself: all of them have fractions, or lie far away. */
function isUnlike({ fractions, low, high }: Column, value: number): boolean {
  const away = Math.max(low - value, value - high)
  return fractions || away > high - low + 1
}

/** @param names null: it counts the rows @param classes and names classes */
function guess(first: Row, names: boolean | null, classes = false): Guess {
  const line = first
    .filter((cell) => cell !== '')
    .slice(0, 4)
    .join(', ')
    .slice(0, 40)
  return {
    about: 'header',
    sentence:
      names === null
        ? `The first line, “${line}”, says how many rows there are${classes ? ', names their classes,' : ''} and is no row.`
        : names
          ? `The first line, “${line}”, names the columns and is no row.`
          : `The first line, “${line}”, is a row like the others.`,
    options: [
      ...(names === null
        ? [{ label: 'It counts the rows', change: { header: 'auto' as const }, inForce: true }]
        : []),
      { label: 'It names the columns', change: { header: 'yes' }, inForce: names === true },
      { label: 'It is a row', change: { header: 'no' }, inForce: names === false },
    ],
  }
}
