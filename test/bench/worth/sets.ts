/**
 * The shipped tables as the study of worth splits them: understood from their file as a person's own would be, 80 % of the rows to
 * learn from, the encoding fitted on those alone, and the columns as every arm learns them. Must not know any arm.
 */
import { readFileSync } from 'node:fs'
import { fork, permutation, streamFor } from '../../../src/common/numbers/random.ts'
import { READERS_COLUMNS } from '../../../src/common/tables/table-choice.ts'
import type { CategoryColumn, TableColumn } from '../../../src/common/tables/table-column.ts'
import type { LabelCoding, TableEncoding } from '../../../src/common/tables/table-encoding.ts'
import { takeRows } from '../../../src/common/tables/rows.ts'
import { atOnce } from '../../../src/worker/data/readers/in-turns.ts'
import { cellColumnSteps } from '../../../src/worker/data/rows/cells.ts'
import { fitSteps } from '../../../src/worker/data/rows/encoding/fit.ts'
import type { ColumnReading } from '../../../src/worker/data/rows/reading.ts'
import { toColumns } from '../../../src/worker/data/rows/to-columns.ts'
import { understandSteps, type UnderstoodTable } from '../../../src/worker/data/rows/understand.ts'
import { readShippedTable } from '../../../src/worker/data/shipped-table.ts'

export interface WorthSet {
  readonly id: string
  /** What learners are asked; class shares are held to the first of them. */
  readonly targets: readonly string[]
}

export const SETS: readonly WorthSet[] = [
  { id: 'weather', targets: ['weather'] },
  { id: 'birdstrikes', targets: ['Wildlife Size', 'Effect Amount of damage'] },
]

/** Of the rows, to learn from. */
const TRAINING = 0.8
/** What the labels that share a part are called in all arms. */
export const OTHER = '(other)'

export interface SplitSet extends WorthSet {
  readonly table: UnderstoodTable
  readonly encoding: TableEncoding
  /** Rows of the file. */
  readonly training: Uint32Array
  /** Columns as all arms learn them: dates as numbers, rare labels as one. */
  readonly train: readonly TableColumn[]
  readonly test: readonly TableColumn[]
}

export function understoodSet(id: string): UnderstoodTable {
  const file = Uint8Array.from(readFileSync(`public/data/${id}.bin`))
  return atOnce(understandSteps(atOnce(cellColumnSteps(readShippedTable(id, file.buffer))), READERS_COLUMNS))
}

export function splitSet(set: WorthSet, table: UnderstoodTable, seed: number): SplitSet {
  const order = permutation(streamFor(seed, 'split'), table.count)
  const cut = Math.round(TRAINING * table.count)
  const [training, rest] = [order.slice(0, cut), order.slice(cut)]
  const encoding = atOnce(fitSteps(table, training, fork(streamFor(seed, 'data'), 0)))
  const all = learntColumns(encoding, table.readings)
  return { ...set, table, encoding, training, train: takeRows(all, training), test: takeRows(all, rest) }
}

/** Readings, real or made, as the study compares them. */
export function learntColumns(encoding: TableEncoding, readings: readonly ColumnReading[]): TableColumn[] {
  const names = encoding.columns.map(({ name }) => name)
  return toColumns(readings, names).map(({ at, column }) => {
    const coded = encoding.columns[at]
    return column.kind === 'category' && coded?.is === 'category' ? capped(column, coded.labels) : column
  })
}

function capped(column: CategoryColumn, { top, others }: LabelCoding): CategoryColumn {
  const labels = [...top.map(({ label }) => label), ...(others.length > 0 ? [OTHER] : [])]
  const codeOf = new Map(labels.map((label, code) => [label, code]))
  const beyond = others.length > 0 ? top.length : -1
  const codes = Int32Array.from(column.labels, (label) => {
    const known = codeOf.get(label) ?? beyond
    if (known >= 0) return known
    // Among held-out rows alone, in a column without rare labels.
    codeOf.set(label, codeOf.size)
    return codeOf.size - 1
  })
  return {
    ...column,
    codes: column.codes.map((code) => (code < 0 ? -1 : (codes[code] ?? -1))),
    labels: [...codeOf.keys()],
  }
}
