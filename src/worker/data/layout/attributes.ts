/**
 * What is told of each picture beside its class: columns of a table that has their names, and numbers that their own names hold. A class is
 * one of many; these are the words and numbers that a direction can be looked for.
 */
import type { Attribute } from '../../../common/items/attributes.ts'
import { rowsOf, type Beside } from './beside.ts'
import { nameColumns } from './label-files.ts'
import { numbersInNames } from './name-numbers.ts'
import { PictureNames } from './picture-names.ts'

export interface Attributes {
  readonly attributes: readonly Attribute[]
  /** Those of the files beside that told any. */
  readonly used: ReadonlySet<Beside>
}

/** More columns than so are a matrix of something, not words. */
const MOST = 64
/** A word is told of so many pictures at least, as a share of all. */
const LEAST_TOLD = 0.5
/** Answers that mean yes, and no. */
const YES = new Set(['1', 'yes', 'true', 'y', 'with'])
const NO = new Set(['0', '-1', 'no', 'false', 'n', 'without'])

/** @param paths of the pictures in their order */
export function attributesOf(paths: readonly string[], beside: readonly Beside[]): Attributes {
  const names = new PictureNames(paths)
  const used = new Set<Beside>()
  const inTables = beside.flatMap((file) => {
    const found = columnsOf(file, names)
    if (found.length > 0) used.add(file)
    return found
  })
  return { attributes: [...inTables, ...numbersInNames(paths)].slice(0, MOST), used }
}

/** Columns of a table with a header, one of whose columns has the pictures' names. */
function columnsOf(file: Beside, names: PictureNames): Attribute[] {
  const table = rowsOf(file)
  const { header, rows } = table
  const [nameColumn] = nameColumns(table, file, names)
  if (header === null || nameColumn === undefined) return []
  const rowOf = new Map<number, readonly string[]>()
  for (const row of rows) {
    const at = names.find(row[nameColumn] ?? '', file.path)
    if (at !== null) rowOf.set(at, row)
  }
  if (rowOf.size < LEAST_TOLD * names.count) return []
  return header.flatMap((name, column) => {
    if (column === nameColumn) return []
    const cells = Array.from({ length: names.count }, (_, at) => (rowOf.get(at)?.[column] ?? '').trim())
    return columnAttribute(name.trim(), cells) ?? []
  })
}

/** Yes and no, two words, or numbers; null for anything else, such as a class or another name. */
function columnAttribute(name: string, cells: readonly string[]): Attribute | null {
  const told = cells.filter((cell) => cell !== '')
  const kinds = [...new Set(told.map((cell) => cell.toLowerCase()))].sort()
  if (name === '' || told.length < LEAST_TOLD * cells.length || kinds.length < 2) return null
  const valued = (of: (cell: string) => number) =>
    Float32Array.from(cells, (cell) => (cell === '' ? NaN : of(cell.toLowerCase())))
  if (kinds.every((kind) => YES.has(kind) || NO.has(kind)))
    return kinds.some((kind) => YES.has(kind)) && kinds.some((kind) => NO.has(kind))
      ? { name, kind: 'yes-no', values: valued((cell) => (YES.has(cell) ? 1 : 0)) }
      : null
  const numbers = kinds.every((kind) => Number.isFinite(Number(kind)))
  if (numbers) return kinds.length < 3 ? null : { name, kind: 'number', values: valued(Number) }
  const [, second] = kinds
  if (kinds.length !== 2 || second === undefined) return null
  return { name: `${name}: ${second}`, kind: 'yes-no', values: valued((cell) => (cell === second ? 1 : 0)) }
}
