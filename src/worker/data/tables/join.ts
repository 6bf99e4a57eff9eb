/** Several tables that were opened together: those with the same columns are one set, the largest or the wanted one is opened; the others are left out. */
import type { DataChoice } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { asPart, atOnce, type Steps } from '../readers/in-turns.ts'
import { otherColumns } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { pointSteps, type TablePoints } from './points.ts'
import { commonWidth } from './text/separator.ts'
import type { Table } from './table-types.ts'

interface Read {
  readonly table: Table
  readonly points: TablePoints
}

/** Tables with the same columns, called by the largest of them. */
export interface TableGroup {
  readonly name: string
  readonly tables: readonly Table[]
  /** Points of all together. */
  readonly count: number
  /** Some of its columns are coordinates, and not mere numbers of rows. */
  readonly sure: boolean
}

export interface Joined {
  readonly usable: readonly TablePoints[]
  readonly skipped: readonly SkippedItem[]
  /** The largest first. */
  readonly groups: readonly TableGroup[]
  /** The one that was taken; null where there is none. */
  readonly used: TableGroup | null
}

/** A table without any points is left out with its reason. */
export function joinTables(tables: readonly Table[], choice: DataChoice): Joined {
  return atOnce(joinSteps(tables, choice))
}

/** The same in turns. */
export function* joinSteps(tables: readonly Table[], choice: DataChoice): Steps<Joined> {
  const { groups, skipped } = yield* asPart(groupSteps(tables, choice), 0, 0.5)
  const wanted = groups.find((group) => group.tables.some(({ name }) => name === choice.table))
  const used = wanted ?? groups[0] ?? null
  if (used === null) return { usable: [], skipped, groups, used }
  const read: Read[] = []
  const share = sharesOf(used.tables, 0.5)
  const largest = used.tables.find(({ name }) => name === used.name)
  const first = largest && (yield* asPart(readInto(read, skipped, largest, choice), ...share(largest)))
  if (first === undefined || first === null) return { usable: [], skipped, groups, used }
  for (const table of used.tables)
    if (table !== largest) yield* asPart(readInto(read, skipped, table, choice, first), ...share(table))
  for (const { tables: left } of groups.filter((group) => group !== used))
    for (const { name } of left) skipped.push(skip(name, otherColumns(name, used.name)))
  const inOrder = used.tables.flatMap((table) => read.find((one) => one.table === table)?.points ?? [])
  return { usable: inOrder, skipped, groups, used }
}

/** By their own columns, whatever was chosen for one of them. A table without any points is skipped. */
export function tableGroups(tables: readonly Table[], choice: DataChoice): Grouped {
  return atOnce(groupSteps(tables, choice))
}

interface Grouped {
  readonly groups: TableGroup[]
  readonly skipped: SkippedItem[]
}

function* groupSteps(tables: readonly Table[], choice: DataChoice): Steps<Grouped> {
  const share = sharesOf(tables, 0)
  const skipped: SkippedItem[] = []
  const groups: [Read, ...Read[]][] = []
  for (const table of tables) {
    try {
      const steps = pointSteps(table, { ...choice, columns: null })
      const read = { table, points: yield* asPart(steps, ...share(table)) }
      const group = groups.find(([first]) => haveSameColumns(first, read))
      if (group === undefined) groups.push([read])
      else group.push(read)
    } catch (thrown) {
      skipped.push(skip(table.name, thrown))
    }
  }
  const named = groups.map((group) => ({
    name: group.reduce((best, read) => (larger(read, best) ? read : best)).table.name,
    tables: group.map(({ table }) => table),
    count: group.reduce((sum, { points }) => sum + points.points.length / 2, 0),
    sure: group.every(({ points }) => points.sure),
  }))
  return { groups: named.sort((a, b) => b.count - a.count), skipped }
}

/** Reads one table of a group. A part without names has its columns where the first, largest part has them. */
function* readInto(
  into: Read[],
  skipped: SkippedItem[],
  table: Table,
  choice: DataChoice,
  first?: Read,
): Steps<Read | null> {
  const nameless = first !== undefined && (table.header === null || first.table.header === null)
  const how = nameless ? { ...choice, columns: first.points.columns } : choice
  try {
    const points = yield* pointSteps(table, how)
    const read = { table, points: first === undefined ? points : { ...points, guesses: [] } }
    into.push(read)
    return read
  } catch (thrown) {
    skipped.push(skip(table.name, thrown))
    return null
  }
}

/** Where each table begins and ends between a share and the whole, by its rows. */
function sharesOf(tables: readonly Table[], begin: number): (table: Table) => [from: number, to: number] {
  const all = tables.reduce((sum, { rows }) => sum + rows.length, 0)
  const before = new Map<Table, number>()
  let sum = 0
  for (const table of tables) {
    before.set(table, sum)
    sum += table.rows.length
  }
  return (table) => {
    const from = before.get(table) ?? 0
    const at = (row: number) => begin + ((1 - begin) * row) / all
    return [at(from), at(from + table.rows.length)]
  }
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

function larger(a: Read, b: Read): boolean {
  return a.points.points.length > b.points.points.length
}
