/** Tables written as JSON: records, rows, columns, GeoJSON points, or a record a line. What holds no such thing is no table. */
import { isMissing, numberOf } from './numbers.ts'
import type { Part, Table } from './table-types.ts'

type Json = unknown
type JsonObject = Readonly<Record<string, Json>>
interface Rows {
  readonly header: readonly string[] | null
  readonly rows: readonly (readonly string[])[]
  readonly part: Part
  /** Of each row; counted through where it is not told. */
  readonly numbers?: readonly number[]
}

/** More keys than these are no columns. */
const MOST_COLUMNS = 512

export interface JsonRead {
  readonly value: Json
  /** Where each element of it stands, where each has a line; null where all is one value. */
  readonly lines: readonly number[] | null
}

/** Null for any other value. */
export function jsonTable(name: string, { value, lines }: JsonRead): Table | null {
  const found = tableIn(value)
  if (found === null || found.rows.length < 2 || !holdsNumbers(found.rows)) return null
  const { header, rows, part, numbers } = found
  // A first list of names is no row.
  const own = lines?.slice(-rows.length)
  const count = { lines: numbers ?? rows.map((_, i) => i + 1), part } as const
  const places = own?.length === rows.length ? ({ lines: own, part: 'line' } as const) : count
  return { name, header, rows, ...places, decimals: 'point', guesses: [] }
}

/** One value, or one a line. Null where it is neither. */
export function readJson(text: string): JsonRead | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    return { value: JSON.parse(text), lines: null }
  } catch {
    const filled = text
      .split(/\r\n|\r|\n/)
      .flatMap((line, i) => (line.trim() === '' ? [] : [{ line, at: i + 1 }]))
    try {
      return { value: filled.map(({ line }): Json => JSON.parse(line)), lines: filled.map(({ at }) => at) }
    } catch {
      return null
    }
  }
}

function tableIn(value: Json): Rows | null {
  if (Array.isArray(value)) return records(value) ?? arrays(value)
  if (!isObject(value)) return null
  // What StyleGAN's dataset.json says of pictures is for layout/label-files.ts.
  if ('labels' in value) return null
  return places(value) ?? columns(value) ?? inside(value)
}

/** `[{"x": 1, "y": 2}, …]`: every key is a column. */
function records(list: readonly Json[]): Rows | null {
  if (list.length === 0 || !list.every(isObject)) return null
  const keys = new Set<string>()
  for (const record of list) for (const key of Object.keys(record)) keys.add(key)
  // What holds lists or objects is no column.
  const header = [...keys].filter((key) => list.every((record) => isPlain(record[key])))
  if (header.length < 2 || header.length > MOST_COLUMNS) return null
  return { header, rows: list.map((record) => header.map((key) => cell(record[key]))), part: 'record' }
}

/** `[[1, 2], …]`; a first row of words names the columns. */
function arrays(list: readonly Json[]): Rows | null {
  const rows = list.filter((row): row is Json[] => Array.isArray(row))
  if (rows.length < list.length || !rows.every((row) => row.length > 1 && row.every(isPlain))) return null
  const [first = [], ...rest] = rows.map((row) => row.map(cell))
  const named = first.every((word) => word !== '' && numberOf(word, 'point') === null)
  return named && holdsNumbers(rest)
    ? { header: first, rows: rest, part: 'row' }
    : { header: null, rows: [first, ...rest], part: 'row' }
}

/** `{"x": [1, …], "y": [2, …]}`, or as pandas writes it `{"x": {"0": 1, …}, …}`. */
function columns(value: JsonObject): Rows | null {
  const header = Object.keys(value)
  const lists = Object.values(value).map((column) => (isObject(column) ? Object.values(column) : column))
  const [first] = lists
  if (header.length < 2 || header.length > MOST_COLUMNS || !Array.isArray(first)) return null
  const { length } = first
  const even = lists.filter(
    (list): list is Json[] => Array.isArray(list) && list.length === length && list.every(isPlain),
  )
  if (even.length < lists.length) return null
  return { header, rows: Array.from({ length }, (_, i) => even.map((list) => cell(list[i]))), part: 'row' }
}

/** GeoJSON: the places of its points, with what is said of each. */
function places(value: JsonObject): Rows | null {
  const { features } = value
  if (!Array.isArray(features)) return null
  const numbers: number[] = []
  const points = features.flatMap((feature: Json, i): JsonObject[] => {
    if (!isObject(feature) || !isObject(feature['geometry'])) return []
    const { type, coordinates } = feature['geometry']
    if (type !== 'Point' || !Array.isArray(coordinates)) return []
    const [longitude, latitude] = coordinates as Json[]
    const { properties } = feature
    numbers.push(i + 1)
    return [{ longitude, latitude, ...(isObject(properties) ? properties : {}) }]
  })
  const found = records(points)
  return found === null ? null : { ...found, numbers }
}

/** The one list of records, or of rows, that an object wraps. */
function inside(value: JsonObject): Rows | null {
  const found = Object.values(value).flatMap((part) =>
    Array.isArray(part) ? (records(part) ?? arrays(part) ?? []) : [],
  )
  const [only, ...others] = found
  return only !== undefined && others.length === 0 ? only : null
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What fits into a cell; what is missing does. */
function isPlain(value: Json): boolean {
  return value === null || value === undefined || ['number', 'string', 'boolean'].includes(typeof value)
}

function cell(value: Json): string {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** Two columns at least with numbers in half of their rows. */
function holdsNumbers(rows: readonly (readonly string[])[]): boolean {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const isNumber = (text = '') => !isMissing(text) && numberOf(text, 'point') !== null
  const numeric = Array.from({ length: width }, (_, at) => rows.filter((row) => isNumber(row[at])).length)
  return numeric.filter((count) => count * 2 >= rows.length).length >= 2
}
