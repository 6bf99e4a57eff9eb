/** Small tables for tests: from plain lists, and the ones that `test/fixtures/tables/make.py` wrote. */
import { readFileSync } from 'node:fs'
import type { CategoryColumn, NumberColumn, TableColumn } from '../../../src/common/tables/table-column.ts'

/** Null is missing. */
export function numbers(name: string, values: readonly (number | null)[]): NumberColumn {
  return { kind: 'number', name, values: Float64Array.from(values, (value) => value ?? NaN) }
}

/** Labels in the order in which they occur, unless given; null is missing. */
export function categories(
  name: string,
  values: readonly (string | null)[],
  labels: readonly string[] = [...new Set(values.filter((value) => value !== null))],
): CategoryColumn {
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : labels.indexOf(value)))
  return { kind: 'category', name, codes, labels }
}

/** A column as the fixtures hold it. */
export type WrittenColumn =
  { name: string; numbers: (number | null)[] } | { name: string; texts: (string | null)[] }

export function tableOf(columns: readonly WrittenColumn[]): TableColumn[] {
  return columns.map((column) =>
    'numbers' in column ? numbers(column.name, column.numbers) : categories(column.name, column.texts),
  )
}

/** A fixture of `test/fixtures/tables/`. The caller says what it holds. */
export function tableFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url), 'utf8'))
}

/** A number column of a table. */
export function numberOf(columns: readonly TableColumn[], name: string): NumberColumn {
  const column = columns.find((each) => each.name === name)
  if (column?.kind !== 'number') throw new Error(`no number column ${name}`)
  return column
}

/** A category column of a table. */
export function categoryOf(columns: readonly TableColumn[], name: string): CategoryColumn {
  const column = columns.find((each) => each.name === name)
  if (column?.kind !== 'category') throw new Error(`no category column ${name}`)
  return column
}
