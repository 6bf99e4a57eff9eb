/**
 * Long computations in slices: a metric yields about every million multiply-adds, so that the worker can train between
 * slices. Must not schedule anything itself.
 */

/** A computation that gives way now and then, and returns its result in the end. */
export type Sliced<T> = Generator<undefined, T, undefined>

/** Multiply-adds between two yields: 1 to 3 ms of plain JavaScript. */
export const SLICE_OPERATIONS = 1_000_000

/** Runs a sliced computation to its end at once. */
export function finish<T>(work: Sliced<T>): T {
  for (;;) {
    const slice = work.next()
    if (slice.done === true) return slice.value
  }
}

/**
 * Runs slices until the result is there or `milliseconds` have passed; always runs at least one.
 * @returns the result wrapped, or null when there is more to do: call again
 */
export function advance<T>(
  work: Sliced<T>,
  milliseconds: number,
  now: () => number = () => performance.now(),
): { value: T } | null {
  const end = now() + milliseconds
  do {
    const slice = work.next()
    if (slice.done === true) return { value: slice.value }
  } while (now() < end)
  return null
}

/** Counts operations; `spend(n)` says true when it is time to yield. */
export class Allowance {
  private left = SLICE_OPERATIONS

  spend(operations: number): boolean {
    this.left -= operations
    if (this.left > 0) return false
    this.left = SLICE_OPERATIONS
    return true
  }
}
