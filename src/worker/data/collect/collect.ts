/** Decides which kind of dataset becomes of what was found, and leaves the rest out with its reason. The one place that does. */
import type { DataChoice, Guess, Trouble } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { folderOf } from '../archives/paths.ts'
import type { Dataset } from '../dataset.ts'
import type { Beside } from '../layout/beside.ts'
import { MIN_ITEMS, MIN_ROWS_BESIDE } from '../limits.ts'
import type { Found } from '../readers/find.ts'
import { inTurns, type Turn } from '../readers/in-turns.ts'
import type { Wanted } from '../readers/picture.ts'
import { oneGrid, onlyFirstFrame } from '../readers/format-reasons.ts'
import { notUsable, otherColumns, picturesBesidePoints, rowsBeside } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { joinSteps, tableGroups, type TableGroup } from '../tables/join.ts'
import type { Table } from '../tables/table-types.ts'
import { collectPictures, picturesIn } from './collect-pictures.ts'
import { commonWidth } from '../tables/text/separator.ts'
import { collectPoints } from './collect-points.ts'
import { collectRows } from './collect-rows.ts'
import { joinColumns } from './join-columns.ts'
import { tooFew } from './too-few.ts'
import { asRowsOrPoints, whichTable } from './which-table.ts'

export interface ToCollect {
  readonly found: readonly Found[]
  readonly skipped: readonly SkippedItem[]
  readonly wanted: Wanted & { readonly room: number }
  readonly signal: AbortSignal
  /** What was found about the pictures while they were read. */
  readonly troubles: readonly Trouble[]
  /** What was guessed before anything was read. */
  readonly guesses: readonly Guess[]
  /** Names of the archives among what was opened. */
  readonly archives: readonly string[]
  /** A column to be predicted; empty: none. */
  readonly asked: string
  /** What to call the set. */
  readonly name: string
  /** Called while points are taken from tables, with the share that is done; rejects to have it given up. */
  readonly turn: Turn
}

/**
 * Pictures win over points, unless there are too few to train on or the person wants the points.
 * @throws GanvasError `cancelled`, or why there is nothing to train on
 */
export async function collect({
  found: all,
  skipped: left,
  archives,
  guesses,
  wanted,
  signal,
  asked,
  name,
  troubles,
  turn,
}: ToCollect): Promise<Dataset> {
  const { found, skipped: columns } = joinColumns(all)
  const before = [...left, ...columns]
  const tables = found.flatMap((item) => (item.holds === 'table' ? [item.table] : []))
  const texts = found.flatMap((item) => (item.holds === 'text' ? [item] : []))
  const pictures = found.flatMap((item) => (item.holds === 'table' || item.holds === 'text' ? [] : [item]))
  const squares = picturesIn(pictures)
  const beside = found.flatMap((item) => (item.holds === 'table' || item.holds === 'text' ? [item] : []))
  const table = tables.find((one) => one.name === wanted.choice.table)
  if (squares >= MIN_ITEMS && table === undefined) {
    return collectPictures({
      found: pictures,
      beside,
      skipped: before,
      wanted,
      signal,
      name,
      others: (unused) => [...guesses, ...whichTable(null, worthOpening(unused, wanted.choice), squares)],
      troubles,
    })
  }
  const aside = tables.filter((one) => pictures.length > 0 || isBesideArchives(one, tables, archives))
  const few = aside.filter((one) => one.rows.length < MIN_ROWS_BESIDE && one !== table)
  const whole = tablesToLearn(tables, few, wanted.choice)
  const {
    usable: joined,
    skipped,
    groups,
    used,
  } = await inTurns(
    joinSteps(
      tables.filter((one) => !few.includes(one)),
      wanted.choice,
    ),
    turn,
  )
  const lists = joined.filter(
    (one) => !one.sure && one.name !== table?.name && aside.some((other) => other.name === one.name),
  )
  const usable = joined.filter((table) => !lists.includes(table))
  const points = usable.reduce((sum, one) => sum + one.points.length / 2, 0)
  const leftOut = [
    ...before,
    ...skipped,
    ...[...few, ...lists].map((one) => skip(one.name, rowsBeside(one.name))),
    ...texts.map((item) => skip(item.name, notUsable(item.name, 'a text'))),
  ]
  const noPoints = points < MIN_ITEMS && pictures.length === 0 && whole !== null && standsAlone(whole[0])
  if (whole !== null && (isWhole(whole[0], wanted.choice) || noPoints)) {
    const others = tables.filter((one) => !whole.includes(one) && !few.includes(one))
    return collectRows({
      tables: whole,
      skipped: [
        ...before,
        ...few.map((one) => skip(one.name, rowsBeside(one.name))),
        ...others.map((one) => skip(one.name, otherColumns(one.name, whole[0].name))),
        ...pictures.map((item) => skip(item.name, picturesBesidePoints(item.name))),
        ...texts.map((item) => skip(item.name, notUsable(item.name, 'a text'))),
      ],
      name,
      asked,
      choice: wanted.choice,
      guesses: [
        ...guesses,
        ...whichTable(used, groups, squares >= MIN_ITEMS ? squares : 0),
        asRowsOrPoints('rows', points >= MIN_ITEMS),
      ],
      turn,
    })
  }
  const animation = pictures.find(isFirstFrame)
  const grid = pictures.find((item) => item.holds === 'array' && item.array.channels === 1)
  if (points < MIN_ITEMS && squares === 1 && animation !== undefined) throw onlyFirstFrame(animation.name)
  if (points < MIN_ITEMS && squares === 1 && leftOut.length === 0 && grid?.holds === 'array')
    throw oneGrid(grid.name, grid.array.height, grid.array.width)
  if (points < MIN_ITEMS)
    throw tooFew(squares + points, [...leftOut, ...usable.flatMap((one) => one.leftOut)])
  const unused = pictures.map((item) => skip(item.name, picturesBesidePoints(item.name)))
  return collectPoints({
    tables: usable,
    skipped: [...leftOut, ...unused],
    name,
    choice: wanted.choice,
    guesses: [
      ...guesses,
      ...whichTable(used, groups, squares >= MIN_ITEMS ? squares : 0),
      ...(whole !== null && columnsIn(whole[0]) > 2 ? [asRowsOrPoints('points', true)] : []),
    ],
  })
}

/** Tables with so many columns are learnt whole unless somebody chose otherwise; two coordinates and a class are points. */
const WHOLE_FROM = 4
/** A table without points is one of rows from so many on: fewer are more likely points that went wrong. */
const MIN_ROWS = 8

/** The table that would be learnt whole, with the others that have its very columns; null where there is none. */
function tablesToLearn(
  tables: readonly Table[],
  few: readonly Table[],
  { as, table: wanted }: DataChoice,
): [Table, ...Table[]] | null {
  if (as === 'points') return null
  const [first, ...rest] = tables
    .filter((table) => !few.includes(table) && table.rows.length >= MIN_ITEMS)
    .sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted) || b.rows.length - a.rows.length)
  if (first === undefined) return null
  return [first, ...rest.filter((table) => haveSameHeader(table, first))]
}

function haveSameHeader(a: Table, b: Table): boolean {
  return a.header !== null && b.header !== null && a.header.join('\n') === b.header.join('\n')
}

/** Whether it is learnt whole although two of its columns may be coordinates. */
function isWhole(table: Table, { as, columns }: DataChoice): boolean {
  return as === 'rows' || (columns === null && columnsIn(table) >= WHOLE_FROM && !namesPlaces(table))
}

/** Whether a table in which there are no points is worth learning as it is. */
function standsAlone(table: Table): boolean {
  return table.rows.length >= MIN_ROWS && !namesPlaces(table)
}

/** Columns called x and y are places, whatever stands beside them. */
function namesPlaces({ header }: Table): boolean {
  const names = (header ?? []).map((name) => name.trim().toLowerCase())
  return names.includes('x') && names.includes('y')
}

function columnsIn({ header, rows }: Table): number {
  return header?.length ?? commonWidth(rows)
}

/** Of an animation that nothing here takes apart. */
function isFirstFrame(item: Found): boolean {
  const origin = item.holds === 'picture' ? item.picture.origin : undefined
  return origin?.of === 'animation' && origin.firstOnly
}

/** Tables beside pictures that are more than a list of them. */
function worthOpening(beside: readonly Beside[], choice: DataChoice): TableGroup[] {
  const tables = beside.flatMap((item) => (item.holds === 'table' ? [item.table] : []))
  const { groups } = tableGroups(tables, choice)
  return groups.filter(({ count, sure }) => sure && count >= MIN_ROWS_BESIDE)
}

/**
 * A few rows beside pictures or archives are about what lies in these, and so is a list that only numbers them; unless what
 * lies in the archives are tables as well.
 */
function isBesideArchives({ name }: Table, all: readonly Table[], archives: readonly string[]): boolean {
  return archives.some(
    (archive) =>
      folderOf(archive) === folderOf(name) && !all.some((table) => table.name.startsWith(`${archive}/`)),
  )
}
