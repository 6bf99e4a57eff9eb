/** Tables as text: how their cells are parted, and which lines are rows. What the columns mean is decided in points.ts. */
import { READERS_CHOICE, type DataChoice } from '../../../common/items/data-card.ts'
import { tableEmpty } from '../readers/reasons.ts'
import { bareText } from './bare-text.ts'
import { decimalsOf } from './decimals.ts'
import { countsRows, headerOf, type HeaderRead } from './header.ts'
import { isWord } from './numbers.ts'
import { cellsOf, commonWidth, separatorOf, type Separator } from './separator.ts'
import type { Table } from './table-types.ts'

/** @throws GanvasError `table-empty` */
export function readTable(name: string, text: string, choice: DataChoice = READERS_CHOICE): Table {
  const bare = bareText(text)
  const separator = bare.separator ?? separatorOf(bare.text)
  return tableOf({ name, cells: cellsOf(bare.text, separator), separator, comment: bare.comment }, choice)
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
export function tableOf({ name, cells, separator, comment }: Cells, choice: DataChoice): Table {
  const all: (readonly string[])[] = []
  const lines: number[] = []
  for (const [i, row] of cells.entries()) {
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
