/** A set of rows as if a person had opened these columns as a file: understood, encoded, split. */
import { READERS_CHOICE } from '../../../src/common/items/data-card.ts'
import { rowCount } from '../../../src/common/tables/rows.ts'
import type { TableColumn } from '../../../src/common/tables/table-column.ts'
import { collectRows } from '../../../src/worker/data/collect/collect-rows.ts'
import type { RowSet } from '../../../src/worker/data/row-set.ts'
import { readTable } from '../../../src/worker/data/tables/table.ts'

export function csvText(columns: readonly TableColumn[]): string {
  const cell = (column: TableColumn, row: number) =>
    column.kind === 'number'
      ? String(column.values[row] ?? '')
      : (column.labels[column.codes[row] ?? -1] ?? '')
  const lines = Array.from({ length: rowCount(columns) }, (_, row) =>
    columns.map((column) => cell(column, row)).join(),
  )
  return `${[columns.map(({ name }) => name).join(), ...lines].join('\n')}\n`
}

/** @param target the column that another model would be asked for; none unless told */
export function rowSetOf(columns: readonly TableColumn[], target?: string): Promise<RowSet> {
  return collectRows({
    tables: [readTable('t.csv', csvText(columns), READERS_CHOICE)],
    skipped: [],
    name: 't.csv',
    choice: READERS_CHOICE,
    guesses: [],
    turn: () => Promise.resolve(),
    ...(target === undefined ? {} : { target }),
  })
}
