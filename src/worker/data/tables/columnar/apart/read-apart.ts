/**
 * Reads a columnar file in a thread of its own, which is ended when nothing more is heard of it.
 *
 * Why a thread: a single forged byte makes decoders that others wrote go round for ever or count to billions (run lengths and
 * delta blocks of Parquet pages, Zstandard frames, offsets of Arrow; test/gpu/columnar-apart.test.ts holds such files), and what
 * does not return can only be ended from outside. To check every length beforehand would mean to decode every page twice, for each
 * format, and would still miss the next one.
 */
import { fromFailure } from '../../../../../common/failure.ts'
import { endpoint, type Endpoint } from '../../../../../common/protocol/endpoint.ts'
import type { Turn } from '../../../readers/in-turns.ts'
import { columnsEndless, columnsUnreadable } from '../../../readers/reasons.ts'
import { ColumnsTable, readColumnar, WHAT, type ColumnarKind } from '../columnar.ts'
import type { Table } from '../../table-types.ts'
import type { ReaderSays, ReadOrder } from './apart-messages.ts'
import readerAddress from './reader-worker.ts?worker&url'

export interface Reader extends Endpoint<ReadOrder, ReaderSays> {
  /** Calls `handler` when the thread could not be started, or broke. */
  broken(handler: (why: unknown) => void): void
  end(): void
}

export interface Threads {
  /** null where there are none to be had. */
  begin(): Reader | null
  /** Resolves after about a second. Beats are counted, no clock is read: a machine that slept has not waited. */
  beat(): Promise<void>
}

/** Beats without a word; the slowest honest column of the largest table that is taken needs a few. */
const PATIENCE = 20
const BEAT_MS = 1000

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
  const reader = threads.begin()
  if (reader === null) return readColumnar(name, bytes, kind, turn)
  try {
    const table = await heard(reader, { name, bytes, kind }, turn, threads)
    return table ?? (await readColumnar(name, bytes, kind, turn))
  } finally {
    reader.end()
  }
}

/** null where the thread never stood. */
async function heard(
  reader: Reader,
  order: ReadOrder,
  turn: Turn,
  { beat }: Pick<Threads, 'beat'>,
): Promise<Table | null> {
  const { name, kind } = order
  const said: ReaderSays[] = []
  const words = { heard: 0 }
  const faults: unknown[] = []
  let wake: () => void = () => undefined
  reader.listen((word) => {
    words.heard++
    said.push(word)
    wake()
  })
  reader.broken((why) => {
    faults.push(why)
    wake()
  })
  reader.send(order)
  const table = new ColumnsTable()
  for (let silent = 0; silent < PATIENCE;) {
    const word = said.shift()
    if (word === undefined) {
      if (faults.length > 0 && words.heard === 0) return null
      if (faults.length > 0) throw columnsUnreadable(name, WHAT[kind], faults[0])
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), beat()])
      if (said.length === 0) silent++
      await turn(table.done)
      continue
    }
    silent = 0
    switch (word.is) {
      case 'alive':
        break
      case 'begin':
        table.begin(word.header, word.count)
        break
      case 'column':
        table.add(word.column)
        await turn(table.done)
        break
      case 'whole':
        return table.whole(name)
      case 'failed':
        throw fromFailure(word.failure)
    }
  }
  throw columnsEndless(name, WHAT[kind])
}

export const THREADS: Threads = {
  begin: () => {
    if (typeof Worker === 'undefined') return null
    // From a blob, as the session's own thread: it takes over the page's policy (src/page/client/spawn.ts).
    const source = `import ${JSON.stringify(new URL(readerAddress, import.meta.url).href)}`
    const blobAddress = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    const worker = new Worker(blobAddress, { type: 'module', name: 'ganvas-reader' })
    return {
      ...endpoint<ReadOrder, ReaderSays>(worker),
      broken: (handler) => {
        worker.addEventListener('error', handler)
      },
      end: () => {
        worker.terminate()
        URL.revokeObjectURL(blobAddress)
      },
    }
  },
  beat: () => new Promise((resolve) => setTimeout(resolve, BEAT_MS)),
}
