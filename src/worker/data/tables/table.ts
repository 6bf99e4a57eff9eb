/** Tables as text: how their cells are parted, and which lines are rows. What the columns mean is decided in points.ts. */
import { READERS_CHOICE, type DataChoice } from '../../../common/items/data-card.ts'
import { asPart, atOnce, STRETCH_ROWS, type Steps } from '../readers/in-turns.ts'
import { tableEmpty } from '../readers/reasons.ts'
import { bareText } from './text/bare-text.ts'
import { decimalsOf } from './decimals.ts'
import { countsRows, headerOf, type HeaderRead } from './header.ts'
import { isWord } from './numbers.ts'
import { cellsOf, cellSteps, commonWidth, separatorOf, type Separator } from './text/separator.ts'
import { formatOf } from './text/table-format.ts'
import type { Table } from './table-types.ts'

/** @throws GanvasError `table-empty` */
export function readTable(name: string, text: string, choice: DataChoice = READERS_CHOICE): Table {
  return atOnce(tableSteps(name, text, choice))
}

/** The same in turns. @throws GanvasError `table-empty` */
export function* tableSteps(name: string, text: string, choice: DataChoice): Steps<Table> {
  const bare = bareText(text)
  const separator = bare.separator ?? separatorOf(bare.text)
  const cells = yield* asPart(cellSteps(bare.text, separator), 0, 0.8)
  const table = yield* asPart(rowSteps({ name, cells, separator, comment: bare.comment }, choice), 0.8, 1)
  return { ...table, format: formatOf(bare.text, separator, table.header !== null) }
}

export interface Cells {
  readonly name: string
  /** Every line, also those without anything on them. */
  readonly cells: readonly (readonly string[])[]
  readonly separator: Separator | null
  /** A comment that stood before the rows and may name the columns. */
  readonly comment: string | null
}

/** @throws GanvasError `table-empty` */
export function* rowSteps({ name, cells, separator, comment }: Cells, choice: DataChoice): Steps<Table> {
  const all: (readonly string[])[] = []
  const lines: number[] = []
  for (const [i, row] of cells.entries()) {
    if (i % STRETCH_ROWS === STRETCH_ROWS - 1) yield i / cells.length
    if ((row[0] ?? '') === '' && row.every((cell) => cell === '')) continue
    all.push(row)
    lines.push(i + 1)
  }
  if (all.length === 0) throw tableEmpty(name)
  const width = commonWidth(all)
  // A title above the rows is no header: it has fewer cells. (R leaves out the head of its row names.)
  const least = width > 2 ? width - 1 : width
  const found = all.findIndex((row) => row.length >= least)
  const counts = choice.header === 'auto' && countsRows(all[0] ?? [], all.length - 1, width)
  const at = counts || found >= all.length - 1 ? 0 : Math.max(0, found)
  const first = all[at] ?? []
  const rest = all.slice(at + 1)
  const { decimals, guesses } = decimalsOf(all.slice(at), separator ?? '', choice.decimals)
  const read = headerOf(first, rest, width, decimals, choice.header)
  const { header, guesses: more } =
    read.header === null && choice.header !== 'no' ? named(read, comment, width, separator) : read
  if (read.header !== null || read.counts !== undefined) {
    all.splice(at, 1)
    lines.splice(at, 1)
  }
  return {
    name,
    header,
    rows: withNames(all, width - 1, read.counts ?? []),
    lines,
    decimals,
    guesses: [...guesses, ...more],
  }
}

/** What the last cells count, by its name. */
function withNames(
  rows: readonly (readonly string[])[],
  at: number,
  names: readonly string[],
): readonly (readonly string[])[] {
  if (names.length === 0) return rows
  return rows.map((row) => row.map((cell, i) => (i === at ? (names[Number(cell)] ?? cell) : cell)))
}

/** A comment above the rows names the columns where it has as many words: "# x y", whatever parts the rows themselves. */
function named(
  read: HeaderRead,
  comment: string | null,
  width: number,
  separator: Separator | null,
): HeaderRead {
  if (comment === null) return read
  for (const candidate of [',', ';', '\t', '|', separator] as const) {
    const [names = []] = cellsOf(comment, candidate)
    if (names.length === width && names.slice(1).every((cell) => isWord(cell)))
      return { header: names, guesses: read.guesses }
  }
  return read
}
