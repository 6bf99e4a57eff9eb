/**
 * The memory by which a thread that decides and threads that help understand each other: for each helper a state and a list of calls.
 * Plain data; who waits for whom is in pool.ts and helper.ts.
 */

/** States of a helper's list. Whoever turns `ready` into `taken` makes its calls. */
export const IDLE = 0
export const READY = 1
export const TAKEN = 2
export const DONE = 3

/** Numbers of one list: calls one after the other, each the place of its function, how many arguments it has, and these. */
export const LIST_NUMBERS = 65_536
/** States lie as far apart as a line of any cache, so that no two threads wait for the same one. */
const STATE_INTS = 32

export interface Control {
  readonly buffer: SharedArrayBuffer
  readonly states: Int32Array
  /** Of each helper. */
  readonly lists: readonly Float64Array[]
}

export function createControl(helpers: number): Control {
  const head = 4 * STATE_INTS * helpers
  return controlOf(new SharedArrayBuffer(head + 8 * LIST_NUMBERS * helpers), helpers)
}

export function controlOf(buffer: SharedArrayBuffer, helpers: number): Control {
  const head = 4 * STATE_INTS * helpers
  return {
    buffer,
    states: new Int32Array(buffer, 0, STATE_INTS * helpers),
    lists: Array.from(
      { length: helpers },
      (_, i) => new Float64Array(buffer, head + 8 * LIST_NUMBERS * i, LIST_NUMBERS),
    ),
  }
}

/** Beside a state: byte address on the heap of the list to make; 0: the helper's own. */
export const PLACE_BESIDE = 1

/** Where a helper's state lies among the states. */
export function stateAt(helper: number): number {
  return helper * STATE_INTS
}
