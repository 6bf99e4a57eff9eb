/**
 * NumPy arrays of one dimension that belong together: x and y, or the columns of a table an array each, as `np.savez` leaves
 * them. Those that tell the classes of pictures are left as they are.
 */
import { folderOf, stem } from '../archives/paths.ts'
import type { Found } from '../readers/find.ts'
import { arrayShape } from '../readers/format-reasons.ts'
import { skip } from '../readers/skip.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import type { Table } from '../tables/table-types.ts'

type Column = Extract<Found, { holds: 'column' | 'labels' }>
type WithTable = Extract<Found, { holds: 'table' }>

/** What there is once columns are no longer alone. */
export type Whole = Exclude<Found, { holds: 'column' }>

export function joinColumns(found: readonly Found[]): { found: Whole[]; skipped: SkippedItem[] } {
  const groups = new Map<string, Column[]>()
  for (const item of found) {
    if (!isColumn(item)) continue
    const key = `${cellsIn(item).length} ${folderOf(item.name)}`
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  const taken = new Map<Found, WithTable | null>()
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const { length } = cellsIn(first)
    const near = found.filter((item) => folderOf(item.name) === folderOf(first.name))
    if (near.some((item) => item.holds === 'array' && item.array.count === length)) continue
    const tables = near.filter(
      (item): item is WithTable =>
        item.holds === 'table' && item.table.header === null && item.table.rows.length === length,
    )
    const [table, ...others] = tables
    if (table !== undefined && others.length === 0)
      taken.set(table, { ...table, table: widened(table.table, group) })
    else if (belongTogether(group)) taken.set(first, { ...first, holds: 'table', table: tableOf(group) })
    else continue
    for (const item of group) if (!taken.has(item)) taken.set(item, null)
  }
  const whole = found.flatMap((item): Whole[] => {
    const instead = taken.get(item)
    if (instead !== undefined) return instead === null ? [] : [instead]
    return item.holds === 'column' ? [] : [item]
  })
  const alone = found.filter((item) => item.holds === 'column' && !taken.has(item))
  return {
    found: whole,
    skipped: alone.map((item) =>
      skip(item.name, arrayShape(item.name, item.holds === 'column' ? String(item.values.length) : '')),
    ),
  }
}

/** IDX files hold labels as well, and never columns. */
function isColumn(item: Found): item is Column {
  return item.holds === 'column' || (item.holds === 'labels' && item.name.endsWith('.npy'))
}

function cellsIn(column: Column): ArrayLike<number | string> {
  return column.holds === 'column' ? column.values : column.labels
}

/** Whole numbers alone may be labels of what is not there, unless they are called x and y. */
function belongTogether(group: readonly Column[]): boolean {
  if (group.length < 2) return false
  const names = group.map((column) => nameOf(column).toLowerCase())
  return group.some(({ holds }) => holds === 'column') || (names.includes('x') && names.includes('y'))
}

function nameOf({ name }: Column): string {
  return stem(name.slice(name.lastIndexOf('/') + 1))
}

function tableOf(group: readonly Column[]): Table {
  const [first, second] = group
  const other =
    group.length === 2 && second !== undefined ? `${nameOf(second)}.npy` : `${group.length - 1} more`
  const name = `${first?.name ?? ''} and ${other}`
  const columns = group.map(cellsIn)
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, i) =>
    columns.map((column) => String(column[i])),
  )
  const lines = rows.map((_, i) => i + 1)
  return { name, header: group.map(nameOf), rows, lines, part: 'row', decimals: 'point', guesses: [] }
}

/** The table with these columns behind its own. */
function widened(table: Table, group: readonly Column[]): Table {
  const own = table.rows[0]?.length ?? 0
  const columns = group.map(cellsIn)
  return {
    ...table,
    header: [...Array.from({ length: own }, (_, at) => `column ${at + 1}`), ...group.map(nameOf)],
    rows: table.rows.map((row, i) => [...row, ...columns.map((column) => String(column[i]))]),
  }
}
