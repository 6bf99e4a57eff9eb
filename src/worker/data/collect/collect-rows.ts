/** Makes a set of rows of a table: its columns understood, its encoding fitted. Says what it left out, and what it will cost. */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import { columnCalled } from '../../../common/tables/column-called.ts'
import { isLearnt } from '../../../common/tables/column-meaning.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { makeCard } from '../card/card.ts'
import { rowTroubles } from '../card/row-troubles.ts'
import { asPart, inTurns, type Steps, type Turn } from '../readers/in-turns.ts'
import { packRows, rowItemSteps, rowSetSteps, type RowSet } from '../row-set.ts'
import { cellColumnSteps, type TableCells } from '../rows/cells.ts'
import { understandSteps, type UnderstoodTable } from '../rows/understand.ts'
import type { Table } from '../tables/table-types.ts'

export interface RowsToCollect {
  /** Tables with the same columns: their rows follow each other. */
  readonly tables: readonly [Table, ...Table[]]
  readonly skipped: readonly SkippedItem[]
  readonly name: string
  readonly choice: DataChoice
  readonly guesses: readonly Guess[]
  readonly turn: Turn
  /** Of a built-in set; the person's own unless told. */
  readonly id?: string
  /** The column that another model would be asked for, by name, where nobody chose one. */
  readonly target?: string
  /** The same, by name, as the settings ask for it: it comes before both; empty or unknown: it is passed over. */
  readonly asked?: string
}

/** @throws GanvasError `table-empty`, `table-row`, `table-nothing-to-learn`, or what a choice does not allow */
export async function collectRows(from: RowsToCollect): Promise<RowSet> {
  const { choice, name, turn } = from
  const { cells, table } = await inTurns(readSteps(from), (done) => turn(0.5 * done))
  const decided = { ...choice, rows: { ...choice.rows, target: table.choice.target } }
  const { bytes, fingerprint } = await packRows(table)
  const item = await inTurns(rowItemSteps(table, fingerprint), (done) => turn(0.5 + 0.3 * done))
  const skipped = [...from.skipped, ...cells.leftOut]
  const { count, profiles } = table
  const card = {
    ...makeCard({
      label: name,
      item,
      count,
      classes: [],
      labels: null,
      files: from.tables.length,
      skipped,
      guesses: [...from.guesses, ...from.tables[0].guesses],
      troubles: rowTroubles(item, count),
      came: [],
      // A set that comes with the page has been decided by nobody.
      choice: from.id === undefined ? decided : choice,
    }),
    columns: profiles,
  }
  const about = { id: from.id ?? 'own', label: name, item, count, skipped, card, fingerprint }
  return inTurns(rowSetSteps(bytes, about), (done) => turn(0.8 + 0.2 * done))
}

interface ReadTable {
  readonly cells: TableCells
  readonly table: UnderstoodTable
}

function* readSteps({ tables, choice, target, asked = '' }: RowsToCollect): Steps<ReadTable> {
  const [first, ...others] = tables
  const whole =
    others.length === 0
      ? first
      : {
          ...first,
          rows: tables.flatMap(({ rows }) => rows),
          lines: tables.flatMap(({ lines }) => lines),
        }
  const cells = yield* asPart(cellColumnSteps(whole), 0, 0.4)
  const named = target === undefined ? -1 : (cells.header ?? []).indexOf(target)
  const decided = choice.rows.target === null && named >= 0 ? { ...choice.rows, target: named } : choice.rows
  const table = yield* asPart(understandSteps(cells, decided), 0.4, 1)
  const at = columnCalled(table.profiles, asked)
  const meaning = table.profiles[at]?.meaning
  if (meaning === undefined || !isLearnt(meaning)) return { cells, table }
  return { cells, table: { ...table, choice: { ...table.choice, target: at } } }
}
