/**
 * Tables that programs keep by columns, Parquet and Arrow: each column is read by itself and handed on at once. Must not know in which
 * thread it runs: see ../apart/.
 */
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

export const WHAT = {
  parquet: 'a Parquet table',
  arrow: 'an Arrow table',
} as const satisfies Record<ColumnarKind, string>

const OPEN = {
  parquet: openParquet,
  arrow: openArrow,
} satisfies Record<ColumnarKind, (bytes: Uint8Array) => Promise<ColumnFile>>

/** One column of a table: every different text once, and for each row which of them it has. */
export interface TextColumn {
  readonly texts: readonly string[]
  readonly codes: Uint32Array<ArrayBuffer>
}

/** A column of so many rows, written text by text; a row that nothing is written to has the first text. */
export class ColumnWriter {
  private readonly places = new Map<string, number>()
  private readonly codes: Uint32Array<ArrayBuffer>

  constructor(rows: number) {
    this.codes = new Uint32Array(rows)
  }

  set(row: number, text: string): void {
    const place = this.places.get(text) ?? this.places.size
    if (place === this.places.size) this.places.set(text, place)
    this.codes[row] = place
  }

  get column(): TextColumn {
    return { texts: [...this.places.keys()], codes: this.codes }
  }
}

/** Whoever takes what is read. */
export interface ColumnTaker {
  /** Before the first column. */
  begin(header: readonly string[], count: number): void
  /** They come from left to right. What it rejects with is handed on. */
  take(column: TextColumn): Promise<void>
  /** Within columns that take long. */
  alive(): void
}

/** Cells between two signs of life. */
const STRETCH_CELLS = 2 ** 14

/** @throws GanvasError `file-too-large`, `table-too-large`, `table-empty`, `columns-compression`, `columns-unreadable` */
export async function readColumns(
  name: string,
  bytes: Uint8Array,
  kind: ColumnarKind,
  taker: ColumnTaker,
): Promise<void> {
  if (bytes.length > MAX_TABLE_BYTES) throw tooLarge(name, bytes.length, MAX_TABLE_BYTES)
  const orReason = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      throw reasonFor(name, WHAT[kind], thrown)
    }
  }
  const { rows: count, columns } = await orReason(() => OPEN[kind](bytes))
  if (count * columns.length > MAX_TABLE_CELLS)
    throw tooManyCells(name, count, columns.length, MAX_TABLE_CELLS)
  if (count === 0 || columns.length === 0) throw tableEmpty(name)
  taker.begin(
    columns.map((column) => column.name),
    count,
  )
  for (const { read } of columns) await taker.take(await orReason(() => textsOf(read, count, taker)))
}

/** What columns make up, once all have come. */
export class ColumnsTable implements Pick<ColumnTaker, 'begin'> {
  private header: readonly string[] = []
  private rows: string[][] = []
  private taken = 0

  begin(header: readonly string[], count: number): void {
    this.header = header
    this.rows = Array.from({ length: count }, () => header.map(() => ''))
  }

  add({ texts, codes }: TextColumn): void {
    for (const [row, cells] of this.rows.entries()) cells[this.taken] = texts[codes[row] ?? 0] ?? ''
    this.taken++
  }

  /** The share of the columns that is there. */
  get done(): number {
    return this.header.length === 0 ? 0 : this.taken / this.header.length
  }

  whole(name: string): Table {
    const { header, rows } = this
    return {
      ...{ name, header, rows, lines: Array.from({ length: rows.length }, (_, i) => i + 1) },
      ...{ part: 'row', decimals: 'point', guesses: [] },
    }
  }
}

/**
 * In this very thread.
 * @param turn called between columns, with the share that is read; what it rejects with is handed on
 * @throws GanvasError as `readColumns`
 */
export async function readColumnar(
  name: string,
  bytes: Uint8Array,
  kind: ColumnarKind,
  turn: Turn,
): Promise<Table> {
  const table = new ColumnsTable()
  await readColumns(name, bytes, kind, {
    begin: (header, count) => {
      table.begin(header, count)
    },
    take: (column) => {
      const { done } = table
      table.add(column)
      return turn(done)
    },
    alive: () => undefined,
  })
  return table.whole(name)
}

async function textsOf(
  read: ColumnFile['columns'][number]['read'],
  rows: number,
  taker: Pick<ColumnTaker, 'alive'>,
): Promise<TextColumn> {
  taker.alive()
  const writer = new ColumnWriter(rows)
  let seen = 0
  await read((row, text) => {
    if (row >= rows) throw new Error(`row ${row} is none of ${rows}`)
    writer.set(row, text)
    if (++seen % STRETCH_CELLS === 0) taker.alive()
  })
  if (seen !== rows) throw new Error(`${seen} cells in ${rows} rows`)
  return writer.column
}

function reasonFor(name: string, what: string, thrown: unknown): GanvasError {
  if (thrown instanceof UnknownCompression) return compressedOtherwise(name, what, thrown.codec)
  if (thrown instanceof TooMuchUnpacked) return tooLarge(name, thrown.bytes, MAX_UNPACKED_BYTES)
  return columnsUnreadable(name, what, thrown)
}
