/** Tables written as JSON: records, rows, columns, GeoJSON points, or a record a line. What holds no such thing is no table. */
import { isMissing, numberOf } from './numbers.ts'
import type { JsonRead } from './read-json.ts'
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

/** A table of points, which has two columns of numbers at least. Null for any other value. */
export function jsonTable(name: string, read: JsonRead): Table | null {
  const table = jsonRows(name, read)
  return table !== null && holdsNumbers(table.rows) ? table : null
}

/** A table of anything. Null for any other value. */
export function jsonRows(name: string, { value, lines }: JsonRead): Table | null {
  const found = tableIn(value)
  if (found === null || found.rows.length < 2) return null
  const { header, rows, part, numbers } = found
  // A first list of names is no row.
  const own = lines?.slice(-rows.length)
  const count = { lines: numbers ?? rows.map((_, i) => i + 1), part } as const
  const places = own?.length === rows.length ? ({ lines: own, part: 'line' } as const) : count
  return { name, header, rows, ...places, decimals: 'point', guesses: [] }
}

function tableIn(value: Json): Rows | null {
  if (Array.isArray(value)) return places(value) ?? records(value) ?? arrays(value)
  if (!isObject(value)) return null
  // What StyleGAN's dataset.json says of pictures is for layout/label-files.ts.
  if ('labels' in value) return null
  return places(value['features']) ?? named(value) ?? columns(value) ?? inside(value)
}

/** `[{"x": 1, "y": 2}, …]`: every key is a column. */
function records(given: readonly Json[]): Rows | null {
  if (given.length === 0 || !given.every(isObject)) return null
  const list = given.map(flat)
  const keys = new Set<string>()
  for (const record of list) for (const key of Object.keys(record)) keys.add(key)
  // What holds lists or objects is no column.
  const header = [...keys].filter((key) => list.every((record) => isPlain(record[key])))
  if (header.length < 2 || header.length > MOST_COLUMNS) return null
  return { header, rows: list.map((record) => header.map((key) => cell(record[key]))), part: 'record' }
}

/** `{"at": {"x": 1, "y": 2}, "size": [3, 4]}` as at.x, at.y, size.0, size.1. */
function flat(record: JsonObject): JsonObject {
  const parts = Object.entries(record).flatMap(([key, value]): (readonly [string, Json])[] => {
    const isPlace = Array.isArray(value) && (value.length === 2 || value.length === 3)
    if (!isObject(value) && !(isPlace && value.every((part) => typeof part === 'number')))
      return [[key, value]]
    return Object.entries(value as JsonObject).map(([inner, part]) => [`${key}.${inner}`, part])
  })
  return Object.fromEntries(parts)
}

/** `{"Berlin": {"lat": 52.5, "lon": 13.4}, …}`: a record under each name, for there are more of these than of what each says. */
function named(value: JsonObject): Rows | null {
  const all = Object.values(value)
  if (!all.every(isObject)) return null
  const keys = new Set(all.flatMap((record) => Object.keys(record)))
  // Rows that are counted stand in columns, as pandas writes them.
  return keys.size >= all.length || [...keys].every((key) => /^\d+$/.test(key)) ? null : records(all)
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
function places(features: Json): Rows | null {
  if (!Array.isArray(features) || features.length === 0) return null
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
  if (points.length === 0) return null
  const found = records(points)
  return found === null ? null : { ...found, numbers }
}

/** The one list of records, or of rows, that an object wraps, or an object in it: `{"data": {"values": […]}}`. */
function inside(value: JsonObject, deeper = true): Rows | null {
  const parts = Object.values(value)
  const lists = parts.flatMap((part) =>
    Array.isArray(part) ? (traces(part) ?? records(part) ?? arrays(part) ?? []) : [],
  )
  const found =
    lists.length > 0 || !deeper
      ? lists
      : parts.flatMap((part) => (isObject(part) ? (inside(part, false) ?? []) : []))
  const [only, ...others] = found
  return only !== undefined && others.length === 0 ? only : null
}

/** plotly's: `[{"x": [1, …], "y": [2, …], "type": "scatter", "name": "a"}, …]`, each a class where each has a name. */
function traces(list: readonly Json[]): Rows | null {
  const rows: string[][] = []
  for (const trace of list) {
    if (!isObject(trace)) return null
    const { x, y, name } = trace
    if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) return null
    for (const [i, value] of x.entries()) rows.push([cell(value), cell(y[i]), cell(name)])
  }
  const all = rows.length > 0 && rows.every(([, , name]) => name !== '')
  return all
    ? { header: ['x', 'y', 'name'], rows, part: 'row' }
    : { header: ['x', 'y'], rows: rows.map((row) => row.slice(0, 2)), part: 'row' }
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
