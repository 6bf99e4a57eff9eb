/** Reads a columnar file in a thread of its own: its decoders may never return. */
import type { Turn } from '../../readers/in-turns.ts'
import { columnsEndless, columnsUnreadable } from '../../readers/reasons.ts'
import { ColumnsTable, readColumnar, WHAT, type ColumnarKind } from '../columnar/columnar.ts'
import type { Table } from '../table-types.ts'
import type { ReaderGives } from './apart-messages.ts'
import { hearOut } from './hear-out.ts'
import { THREADS, type Threads } from './threads.ts'

/** The slowest honest column of the largest table that is taken needs a few. */
const PATIENCE = 20

/**
 * @param turn called now and then with the share that is read; what it rejects with is handed on, and ends the thread
 * @throws GanvasError `columns-endless`, or as `readColumns`
 */
export async function readApart(
  name: string,
  bytes: Uint8Array,
  kind: ColumnarKind,
  turn: Turn,
  threads: Threads = THREADS,
): Promise<Table> {
  const terms = {
    ...{ turn, patience: PATIENCE },
    unreadable: (cause: unknown) => columnsUnreadable(name, WHAT[kind], cause),
    endless: () => columnsEndless(name, WHAT[kind]),
  }
  const table = await hearOut({ read: 'columns', name, bytes, kind }, listenerFor(name), terms, threads)
  return table ?? readColumnar(name, bytes, kind, turn)
}

function listenerFor(name: string) {
  const table = new ColumnsTable()
  return {
    get done() {
      return table.done
    },
    take: (piece: ReaderGives): Table | undefined => {
      if (piece.is === 'begin') table.begin(piece.header, piece.count)
      if (piece.is === 'column') table.add(piece.column)
      return piece.is === 'whole' ? table.whole(name) : undefined
    },
  }
}
