/** Points out of a table: which columns are x and y, and which rows can be used. */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { tableCell, tableColumns, tableEmpty } from '../readers/reasons.ts'
import { numberOf } from './numbers.ts'
import type { Table } from './table-types.ts'

export interface TablePoints {
  /** [n, 2] */
  readonly points: Float32Array
  /** Class of each; null where no column gives one. */
  readonly classes: readonly string[] | null
  /** Rows that were left out. */
  readonly leftOut: readonly SkippedItem[]
  readonly guesses: readonly Guess[]
}

/** @throws GanvasError `table-cell`, `table-columns`, `table-empty`: why nothing of it is a point */
export function pointsIn(table: Table, _choice: DataChoice): TablePoints {
  const { name, rows, lines, comma } = table
  const points: number[] = []
  rows.forEach((cells, i) => {
    const line = lines[i] ?? 0
    if (cells.length !== 2) throw tableColumns(name, line, cells.length)
    cells.forEach((cell, column) => {
      const value = numberOf(cell, comma)
      if (value === null) throw tableCell(name, line, column + 1, cell.slice(0, 40))
      points.push(value)
    })
  })
  if (points.length === 0) throw tableEmpty(name)
  return { points: Float32Array.from(points), classes: null, leftOut: [], guesses: [] }
}
