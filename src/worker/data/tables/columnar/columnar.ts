/** Tables that programs keep by columns, Parquet and Arrow: each column is read by itself and written into the rows at once. */
import type { GanvasError } from '../../../../common/failure.ts'
import { MAX_TABLE_BYTES, MAX_TABLE_CELLS, MAX_UNPACKED_BYTES } from '../../limits.ts'
import type { Turn } from '../../readers/in-turns.ts'
import {
  columnsUnreadable,
  compressedOtherwise,
  tableEmpty,
  tooLarge,
  tooManyCells,
} from '../../readers/reasons.ts'
import type { Table } from '../table-types.ts'
import { openArrow } from './arrow.ts'
import { TooMuchUnpacked, UnknownCompression, type ColumnFile } from './column-file.ts'
import { openParquet } from './parquet.ts'

export type ColumnarKind = 'parquet' | 'arrow'

const KINDS = {
  parquet: { what: 'a Parquet table', open: openParquet },
  arrow: { what: 'an Arrow table', open: openArrow },
} satisfies Record<ColumnarKind, { what: string; open: (bytes: Uint8Array) => Promise<ColumnFile> }>

/**
 * @param turn called between columns, with the share that is read; what it rejects with is handed on
 * @throws GanvasError `file-too-large`, `table-too-large`, `table-empty`, `columns-compression`, `columns-unreadable`
 */
export async function readColumnar(
  name: string,
  bytes: Uint8Array,
  kind: ColumnarKind,
  turn: Turn,
): Promise<Table> {
  if (bytes.length > MAX_TABLE_BYTES) throw tooLarge(name, bytes.length, MAX_TABLE_BYTES)
  const { what, open } = KINDS[kind]
  const orReason = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      throw reasonFor(name, what, thrown)
    }
  }
  const { rows: count, columns } = await orReason(() => open(bytes))
  if (count * columns.length > MAX_TABLE_CELLS)
    throw tooManyCells(name, count, columns.length, MAX_TABLE_CELLS)
  if (count === 0 || columns.length === 0) throw tableEmpty(name)
  const rows = Array.from({ length: count }, () => columns.map(() => ''))
  for (const [at, { read }] of columns.entries()) {
    await turn(at / columns.length)
    await orReason(() => filled(rows, at, read))
  }
  return {
    ...{ name, header: columns.map((column) => column.name), rows },
    lines: Array.from({ length: count }, (_, i) => i + 1),
    ...{ part: 'row', decimals: 'point', guesses: [] },
  }
}

async function filled(
  rows: readonly string[][],
  at: number,
  read: ColumnFile['columns'][number]['read'],
): Promise<void> {
  let seen = 0
  await read((row, text) => {
    const cells = rows[row]
    if (cells === undefined) throw new Error(`row ${row} is none of ${rows.length}`)
    cells[at] = text
    seen++
  })
  if (seen !== rows.length) throw new Error(`${seen} cells in ${rows.length} rows`)
}

function reasonFor(name: string, what: string, thrown: unknown): GanvasError {
  if (thrown instanceof UnknownCompression) return compressedOtherwise(name, what, thrown.codec)
  if (thrown instanceof TooMuchUnpacked) return tooLarge(name, thrown.bytes, MAX_UNPACKED_BYTES)
  return columnsUnreadable(name, what, thrown)
}
