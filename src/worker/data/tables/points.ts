/** Points out of a table: which columns are x and y, and which rows can be used. */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { atOnce, STRETCH_ROWS, type Steps } from '../readers/in-turns.ts'
import { tableColumns, tableEmpty } from '../readers/reasons.ts'
import { columnFacts } from './column-facts.ts'
import { chooseColumns, type Columns } from './columns.ts'
import { isMissing } from './numbers.ts'
import { badCell, LeftOutRows, shortRow } from './left-out-rows.ts'
import type { Table } from './table-types.ts'
import { measureOf, NO_UNIT } from './units.ts'

export interface TablePoints {
  readonly name: string
  /** [n, 2] */
  readonly points: Float32Array
  /** Class of each, null for none; null where no column gives any. */
  readonly classes: readonly (string | null)[] | null
  /** Rows that were left out. */
  readonly leftOut: readonly SkippedItem[]
  readonly guesses: readonly Guess[]
  readonly columns: Columns
  /** False where a coordinate had to be taken from a column that counts or names the rows, or says the same in all. */
  readonly sure: boolean
}

/** @throws GanvasError `table-row`, `table-columns`, `table-empty`: why nothing of it is a point */
export function pointsIn(table: Table, choice: DataChoice): TablePoints {
  return atOnce(pointSteps(table, choice))
}

/** The same in turns. */
export function* pointSteps(table: Table, choice: DataChoice): Steps<TablePoints> {
  const { name, rows, lines, decimals, part } = table
  if (rows.length === 0) throw tableEmpty(name)
  const facts = columnFacts(table)
  const chosen = chooseColumns(name, facts, choice.columns, (at) => distinctIn(table, at))
  if (chosen === null) throw tableColumns(name, lines[0] ?? 0, rows[0]?.length ?? 0, part)
  const { columns } = chosen
  const width = facts.length
  const points = new Float32Array(2 * rows.length)
  let found = 0
  const classes: (string | null)[] = []
  const leftOut = new LeftOutRows(name, part)
  const measureAt = (at: number, cells: readonly string[]) =>
    measureOf(cells[at] ?? '', facts[at]?.unit ?? NO_UNIT, decimals)
  for (const [i, cells] of rows.entries()) {
    if (i % STRETCH_ROWS === STRETCH_ROWS - 1) yield i / rows.length
    const line = lines[i] ?? 0
    const reason = widthFault(cells, width, columns, (usual) =>
      shortRow(name, line, cells.length, usual, part),
    )
    if (reason !== null) {
      leftOut.add(line, reason)
      continue
    }
    const x = measureAt(columns.x, cells)
    const y = x === null ? null : measureAt(columns.y, cells)
    if (x === null || y === null)
      leftOut.add(line, badCell(name, line, cells[x === null ? columns.x : columns.y] ?? '', part))
    else {
      points[found++] = x
      points[found++] = y
      if (columns.classes !== null) classes.push(classIn(cells[columns.classes] ?? ''))
    }
  }
  leftOut.demandMostGood(rows.length)
  return {
    name,
    points: points.slice(0, found),
    classes: columns.classes === null ? null : classes,
    leftOut: leftOut.items(),
    guesses: [...table.guesses, ...chosen.guesses],
    columns,
    sure: chosen.sure,
  }
}

/** In all rows, not only in the first. */
function distinctIn({ rows }: Table, at: number): number {
  return new Set(rows.map((row) => row[at] ?? '')).size
}

/** Too few cells, or too many with something in them. */
function widthFault<T>(
  cells: readonly string[],
  width: number,
  { x, y }: Columns,
  fault: (usual: number) => T,
) {
  // By far the most rows are as wide as the table, to their last cell.
  if (cells.length === width && cells[width - 1] !== '') return null
  const filled = cells.findLastIndex((cell) => cell !== '') + 1
  if (filled > width || cells.length <= Math.max(x, y)) return fault(width)
  // A separator at the end that only some rows have parts nothing off.
  return cells.length < width - 1 ? fault(width) : null
}

/** "0.0" and "0" are the same class. */
function classIn(cell: string): string | null {
  if (isMissing(cell)) return null
  return /^[+-]?\d+\.0*(e[+-]?0+)?$/i.test(cell) ? String(Number(cell)) : cell
}
