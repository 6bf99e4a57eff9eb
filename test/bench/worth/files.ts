/** Rows on their way to Python and back: plain CSV of the columns as all arms learn them, and what each column is. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import Papa from 'papaparse'
import { lengthOf } from '../../../src/common/tables/rows.ts'
import type { TableColumn } from '../../../src/common/tables/table-column.ts'
import type { SplitSet } from './sets.ts'

export const ROOM = '.cache/worth'
/** A category that is missing, as Python reads it; a missing number is an empty cell. */
const MISSING = '(missing)'

export const folderOf = (set: string, seed: number) => `${ROOM}/${set}/${seed}`

export function writeSplit(split: SplitSet, seed: number): void {
  const folder = folderOf(split.id, seed)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/train.csv`, asText(split.train))
  writeFileSync(`${folder}/test.csv`, asText(split.test))
  const columns = split.train.map(({ name, kind }) => ({ name, kind }))
  writeFileSync(`${folder}/columns.json`, JSON.stringify({ targets: split.targets, columns }))
}

export function writeFakes(set: string, seed: number, arm: string, columns: readonly TableColumn[]): void {
  mkdirSync(`${folderOf(set, seed)}/fakes`, { recursive: true })
  writeFileSync(`${folderOf(set, seed)}/fakes/${arm}.csv`, asText(columns))
}

/** Null where the arm has made none yet. @param like columns of the same names, in the same order */
export function readFakes(
  set: string,
  seed: number,
  arm: string,
  like: readonly TableColumn[],
): TableColumn[] | null {
  const file = `${folderOf(set, seed)}/fakes/${arm}.csv`
  if (!existsSync(file)) return null
  const { data } = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true })
  const rows = data.slice(1)
  return like.map((column, at) => {
    const cells = rows.map((row) => row[at] ?? '')
    if (column.kind === 'number')
      return { ...column, values: Float64Array.from(cells, (cell) => (cell === '' ? NaN : Number(cell))) }
    const codeOf = new Map(column.labels.map((label, code) => [label, code]))
    return { ...column, codes: Int32Array.from(cells, (cell) => codeOf.get(cell) ?? -1) }
  })
}

function asText(columns: readonly TableColumn[]): string {
  const count = columns[0] === undefined ? 0 : lengthOf(columns[0])
  const rows = Array.from({ length: count }, (_, row) => columns.map((column) => cellOf(column, row)))
  return `${Papa.unparse([columns.map(({ name }) => name), ...rows])}\n`
}

function cellOf(column: TableColumn, row: number): string {
  if (column.kind === 'category') return column.labels[column.codes[row] ?? -1] ?? MISSING
  const value = column.values[row] ?? NaN
  return Number.isNaN(value) ? '' : String(value)
}
