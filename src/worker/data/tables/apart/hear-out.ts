/**
 * Hears a reader out in a thread of its own, which is ended when nothing more is heard of it. What is made of its words is the
 * listener's business.
 *
 * Why a thread: a single forged byte makes decoders that others wrote go round for ever or count to billions (run lengths and
 * delta blocks of Parquet pages, Zstandard frames, offsets of Arrow; test/gpu/columnar-apart.test.ts holds such files), and what
 * does not return can only be ended from outside. To check every length beforehand would mean to decode every page twice, for each
 * format, and would still miss the next one. And what reads a workbook does not pause on its way: here it would hold the session.
 */
import { fromFailure, type GanvasError } from '../../../../common/failure.ts'
import type { Turn } from '../../readers/in-turns.ts'
import type { ReaderGives, ReaderSays, ReadOrder } from './apart-messages.ts'
import type { Reader, Threads } from './threads.ts'

export interface Listener<T> {
  /** Hands back what the pieces make up once it is whole. */
  take(piece: ReaderGives): T | undefined
  /** Told of work before the first piece. */
  share?(done: number): void
  /** The share that is there. */
  readonly done: number
}

export interface Terms {
  /** Called now and then with the share that is read; what it rejects with is handed on, and ends the thread. */
  readonly turn: Turn
  /** Beats without a word. */
  readonly patience: number
  readonly unreadable: (cause: unknown) => GanvasError
  readonly endless: () => GanvasError
}

/** null where there is no thread to be had. @throws GanvasError as the reader says, or as the terms */
export async function hearOut<T extends object>(
  order: ReadOrder,
  listener: Listener<T>,
  terms: Terms,
  threads: Threads,
): Promise<T | null> {
  const reader = threads.begin()
  if (reader === null) return null
  try {
    return await heard(reader, order, listener, { ...terms, beat: () => threads.beat() })
  } finally {
    reader.end()
  }
}

/** null where the thread never stood. */
async function heard<T extends object>(
  reader: Reader,
  order: ReadOrder,
  listener: Listener<T>,
  { turn, patience, unreadable, endless, beat }: Terms & Pick<Threads, 'beat'>,
): Promise<T | null> {
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
  for (let silent = 0; silent < patience;) {
    const word = said.shift()
    if (word === undefined) {
      if (faults.length > 0 && words.heard === 0) return null
      if (faults.length > 0) throw unreadable(faults[0])
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), beat()])
      if (said.length === 0) silent++
      await turn(listener.done)
      continue
    }
    silent = 0
    if (word.is === 'alive') continue
    if (word.is === 'failed') throw fromFailure(word.failure)
    if (word.is === 'share') listener.share?.(word.done)
    else {
      const whole = listener.take(word)
      if (whole !== undefined) return whole
    }
    await turn(listener.done)
  }
  throw endless()
}
