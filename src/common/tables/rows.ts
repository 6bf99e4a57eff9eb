/** Rows of a table: counted, taken, joined, sampled. Must not know what the columns are used for. */
import { GanvasError } from '../failure.ts'
import { permutation, type Stream } from '../numbers/random.ts'
import { alignLabels } from './align-labels.ts'
import type { TableColumn } from './table-column.ts'

/** Rows of one column. */
export function lengthOf(column: TableColumn): number {
  return column.kind === 'number' ? column.values.length : column.codes.length
}

/** Rows of a table; 0 of one without columns. @throws GanvasError `table-ragged` when columns differ in length */
export function rowCount(columns: readonly TableColumn[]): number {
  const [first] = columns
  if (first === undefined) return 0
  const count = lengthOf(first)
  for (const column of columns) {
    if (lengthOf(column) === count) continue
    throw new GanvasError(
      'table-ragged',
      `Column “${column.name}” has ${lengthOf(column)} rows where “${first.name}” has ${count}.`,
      'Give every column the same number of rows.',
    )
  }
  return count
}

/** Whether the value of a row is missing. */
export function isMissing(column: TableColumn, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row] ?? NaN) : (column.codes[row] ?? -1) < 0
}

/** The rows named, in that order; a row may be named twice. @param rows indices below the number of rows */
export function takeRows(columns: readonly TableColumn[], rows: ArrayLike<number>): TableColumn[] {
  return columns.map((column) => takeOf(column, rows))
}

/** `takeRows` of one column. */
export function takeOf<C extends TableColumn>(column: C, rows: ArrayLike<number>): C
export function takeOf(column: TableColumn, rows: ArrayLike<number>): TableColumn {
  if (column.kind === 'number') {
    const values = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i] ?? 0] ?? NaN
    return { ...column, values }
  }
  const codes = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i] ?? 0] ?? -1
  return { ...column, codes }
}

/** The rows of both, one table above the other; labels that only `below` has are added at the end. */
export function joinRows(above: readonly TableColumn[], below: readonly TableColumn[]): TableColumn[] {
  const aligned = alignLabels(above, below)
  return above.map((column, at) => {
    const other = aligned[at]
    if (column.kind === 'number' && other?.kind === 'number') {
      const values = new Float64Array(column.values.length + other.values.length)
      values.set(column.values)
      values.set(other.values, column.values.length)
      return { ...column, values }
    }
    if (column.kind === 'category' && other?.kind === 'category') {
      const codes = new Int32Array(column.codes.length + other.codes.length)
      codes.set(column.codes)
      codes.set(other.codes, column.codes.length)
      return { ...column, codes, labels: other.labels }
    }
    return column
  })
}

/** At most so many rows, drawn without putting back; the table itself where it has no more. */
export function sampleRows(
  columns: readonly TableColumn[],
  most: number,
  stream: Stream,
): readonly TableColumn[] {
  const count = rowCount(columns)
  return count <= most ? columns : takeRows(columns, permutation(stream, count).subarray(0, most))
}
