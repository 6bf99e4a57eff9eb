/** Rows as figures and baselines compare them: the learnt columns alone, real or made, alike in names and labels. Pure. */
import type { CategoryColumn, TableColumn } from '../../../common/tables/table-column.ts'
import type { ColumnReading } from './reading.ts'

/**
 * The columns that are learnt, each with its number in the file; a word among numbers counts as missing.
 * @param names one for each reading
 */
export function toColumns(readings: readonly ColumnReading[], names: readonly string[]): LearntColumn[] {
  return readings.flatMap((reading, at): LearntColumn[] => {
    const name = names[at] ?? ''
    if (reading.is === 'number' || reading.is === 'date')
      return [{ at, column: { kind: 'number', name, values: reading.values } }]
    if (reading.is === 'category')
      return [{ at, column: { kind: 'category', name, codes: reading.codes, labels: reading.labels } }]
    return []
  })
}

export interface LearntColumn {
  /** Which column of the file. */
  readonly at: number
  readonly column: TableColumn
}

/** The same categories by the codes of these labels, and of its own that are not among them behind these. */
export function withLabels(column: CategoryColumn, labels: readonly string[]): CategoryColumn {
  const codeOf = new Map(labels.map((label, code) => [label, code]))
  for (const label of column.labels) if (!codeOf.has(label)) codeOf.set(label, codeOf.size)
  const codes = Int32Array.from(column.labels, (label) => codeOf.get(label) ?? -1)
  return {
    ...column,
    codes: column.codes.map((code) => (code < 0 ? -1 : (codes[code] ?? -1))),
    labels: [...codeOf.keys()],
  }
}
