/** Several tables that were opened together: those with the same columns are one set, the largest such; the others are left out. */
import type { DataChoice } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { otherColumns } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { pointsIn, type TablePoints } from './points.ts'
import { commonWidth } from './separator.ts'
import type { Table } from './table-types.ts'

interface Read {
  readonly table: Table
  readonly points: TablePoints
}

export interface Joined {
  readonly usable: readonly TablePoints[]
  readonly skipped: readonly SkippedItem[]
}

/** A table without any points is left out with its reason. */
export function joinTables(tables: readonly Table[], choice: DataChoice): Joined {
  const skipped: SkippedItem[] = []
  const groups: Read[][] = []
  for (const table of tables) {
    try {
      const read = { table, points: pointsIn(table, choice) }
      const group = groups.find(([first]) => first !== undefined && haveSameColumns(first, read))
      if (group === undefined) groups.push([read])
      else group.push(read)
    } catch (thrown) {
      skipped.push(skip(table.name, thrown))
    }
  }
  const sizes = groups.map(sizeOf)
  const used = groups[sizes.indexOf(Math.max(...sizes))] ?? []
  const first = used.reduce<Read | null>(
    (best, read) => (best === null || larger(read, best) ? read : best),
    null,
  )
  if (first === null) return { usable: [], skipped }
  for (const { table } of groups.filter((group) => group !== used).flat())
    skipped.push(skip(table.name, otherColumns(table.name, first.table.name)))
  return { usable: used.map((read) => alike(read, first, choice)), skipped }
}

/** Names tell where both have them; else the number of columns must do. */
function haveSameColumns(a: Read, b: Read): boolean {
  if (a.table.header !== null && b.table.header !== null) return called(a) === called(b)
  return commonWidth(a.table.rows) === commonWidth(b.table.rows)
}

function called({ table, points }: Read): string {
  const name = (at: number) => (table.header?.[at] ?? '').trim().toLowerCase()
  return `${name(points.columns.x)}\t${name(points.columns.y)}`
}

/** A part without names has its columns where the largest part has them. */
function alike(read: Read, first: Read, choice: DataChoice): TablePoints {
  const { points } = read
  if (read === first) return points
  const own =
    read.table.header !== null && first.table.header !== null
      ? points
      : pointsIn(read.table, { ...choice, columns: first.points.columns })
  return { ...own, guesses: [] }
}

function larger(a: Read, b: Read): boolean {
  return a.points.points.length > b.points.points.length
}

function sizeOf(group: readonly Read[]): number {
  return group.reduce((sum, { points }) => sum + points.points.length, 0)
}
