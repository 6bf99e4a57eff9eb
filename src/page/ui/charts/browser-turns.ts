/** Time and turns of a real page, for the render queue. */
import type { Turns } from './render-queue.ts'

/** A busy page draws its charts all the same, at the latest after this long. */
const LONGEST_WAIT = 250

export const browserTurns: Turns = {
  now: () => performance.now(),
  after: (ms, call) => void setTimeout(call, ms),
  whenIdle(call) {
    // Safari has no idle callback; there a turn of its own has to do.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(call, { timeout: LONGEST_WAIT })
    else setTimeout(call, 0)
  },
}
