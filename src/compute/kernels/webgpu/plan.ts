/**
 * How work is cut: sums into parts where there are too few threads, dispatches into several where one would hold the GPU
 * too long. Plain arithmetic.
 */

/** Multiply-adds in one dispatch at most: about a tenth of a second on a software adapter. */
export const MOST_IN_DISPATCH = 2 ** 27

/** Fewer threads than this leave a GPU idle. */
const ENOUGH_THREADS = 2048

/** Terms in a part at least: putting a part in and out of memory costs about as much as these. */
const SHORTEST_PART = 64

/** Parts at most: one thread adds them up. */
const MOST_PARTS = 64

export interface Split {
  readonly parts: number
  /** Terms in each part but the last; a multiple of `unit`. */
  readonly span: number
}

/** Parts for `threads` sums of `terms` terms each, cut at multiples of `unit`. */
export function splitSum(threads: number, terms: number, unit: number, shortest = SHORTEST_PART): Split {
  const wanted = Math.min(Math.ceil(ENOUGH_THREADS / threads), Math.floor(terms / shortest), MOST_PARTS)
  if (wanted <= 1) return { parts: 1, span: Math.ceil(terms / unit) * unit }
  const span = Math.ceil(terms / wanted / unit) * unit
  return { parts: Math.ceil(terms / span), span }
}

/** Calls `run` for stretches of groups, none dearer than a dispatch may be. @param cost multiply-adds of one group */
export function inDispatches(
  groups: number,
  cost: number,
  run: (first: number, count: number) => void,
): void {
  const most = Math.max(1, Math.floor(MOST_IN_DISPATCH / cost))
  for (let first = 0; first < groups; first += most) run(first, Math.min(most, groups - first))
}
