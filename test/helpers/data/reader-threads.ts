/** A reader's thread as the tests have it: what it says is written down beforehand. */
import type { ReaderSays } from '../../../src/worker/data/tables/apart/apart-messages.ts'
import type { Reader, Threads } from '../../../src/worker/data/tables/apart/threads.ts'

/** @param beats what happens at each: it says something, or breaks */
export function threads(
  beats: readonly (ReaderSays | 'breaks')[],
): Threads & { ended: () => number; at: () => number } {
  let ended = 0
  let at = 0
  let say: (word: ReaderSays) => void = () => undefined
  let fault: (why: unknown) => void = () => undefined
  const reader: Reader = {
    send: () => undefined,
    listen: (handler) => {
      say = handler
      return () => undefined
    },
    broken: (handler) => {
      fault = handler
    },
    end: () => {
      ended++
    },
  }
  return {
    begin: () => reader,
    beat: () => {
      const now = beats[at++]
      if (now === 'breaks') fault(new Error('out of memory'))
      else if (now !== undefined) say(now)
      return Promise.resolve()
    },
    ended: () => ended,
    at: () => at,
  }
}
