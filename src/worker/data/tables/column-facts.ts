/** What each column of a table seems to hold, judged from its first rows. Chooses nothing. */
import { isMissing } from './numbers.ts'
import { commonWidth } from './text/separator.ts'
import type { Table } from './table-types.ts'
import { measureOf, unitOf, type Unit } from './units.ts'

export interface ColumnFacts {
  readonly at: number
  /** As the header has it; empty where it has none. */
  readonly name: string
  readonly unit: Unit
  /** Half of what stands in it, or more, are numbers. */
  readonly numeric: boolean
  readonly empty: boolean
  /** It has the same value in every row. */
  readonly constant: boolean
  readonly whole: boolean
  /** It counts the rows, from 0 or from 1. */
  readonly counting: boolean
  /** Whole numbers that only rise. */
  readonly rising: boolean
  /** How many different values it has. */
  readonly distinct: number
  /** Rows that were looked at. */
  readonly rows: number
}

/** So many rows are looked at: half from the beginning, half from all over the rest, for a table may be sorted. */
const SAMPLE = 2000

export function columnFacts({ header, rows, decimals }: Table): ColumnFacts[] {
  const width = commonWidth(header === null ? rows : [header, ...rows])
  const sample = sampleOf(rows, width)
  const first = Math.min(sample.length, SAMPLE / 2)
  return Array.from({ length: width }, (_, at) => {
    const cells = sample.map((row) => row[at] ?? '')
    const filled = cells.filter((cell) => !isMissing(cell))
    const unit = unitOf(filled, decimals)
    const values = filled.flatMap((cell) => measureOf(cell, unit, decimals) ?? [])
    const integers = values.length > 0 && values.every(Number.isInteger)
    const numeric = values.length > 0 && values.length * 2 >= filled.length
    const distinct = new Set(filled).size
    return {
      at,
      name: header?.[at] ?? '',
      unit,
      numeric,
      empty: filled.length === 0,
      constant: (numeric ? new Set(values).size : distinct) < 2,
      whole: integers,
      counting: integers && counts(values.slice(0, first), first),
      rising: integers && values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0)),
      distinct,
      rows: sample.length,
    }
  })
}

/** The first rows that are whole, and some from all over the rest. */
function sampleOf(rows: Table['rows'], width: number): (readonly string[])[] {
  const sample: (readonly string[])[] = []
  let at = 0
  for (; at < rows.length && sample.length < SAMPLE / 2; at++) {
    const row = rows[at] ?? []
    if (row.length >= width) sample.push(row)
  }
  const step = Math.max(1, (rows.length - at) / (SAMPLE / 2))
  for (let from = at; from < rows.length; from += step) {
    const row = rows[Math.floor(from)] ?? []
    if (row.length >= width) sample.push(row)
  }
  return sample
}

function counts(values: readonly number[], rows: number): boolean {
  const [first = -1] = values
  return (
    rows > 2 &&
    values.length === rows &&
    (first === 0 || first === 1) &&
    values.every((value, i) => value === first + i)
  )
}
