/**
 * How work is cut: sums into parts where there are too few threads, dispatches into several where one would hold the GPU
 * too long. Plain arithmetic.
 */
import { remarking } from './remarks.ts'

/** Multiply-adds in one dispatch at most: about a tenth of a second on a software adapter. */
export const MOST_IN_DISPATCH = 2 ** 27

/** Parts at most, unless a part would be too long: one thread adds them up. */
const MOST_PARTS = 64

/** Multiply-adds that take as long as looking a number up to add it to a sum, on a software adapter. */
export const SUMMED = 16

export interface Sum {
  /** Parts that would give a GPU enough threads. */
  readonly wanted: number
  readonly terms: number
  /** Parts are cut at multiples of this. */
  readonly unit: number
  /** Terms in a part at least: putting it into memory and taking it out costs about as much as these. */
  readonly shortest: number
  /** Terms in a part at most. */
  readonly longest: number
}

export interface Split {
  readonly parts: number
  /** Terms in each part but the last. */
  readonly span: number
}

export function splitSum({ wanted, terms, unit, shortest, longest }: Sum): Split {
  const worthwhile = Math.min(wanted, Math.floor(terms / shortest), MOST_PARTS)
  const aim = Math.max(1, worthwhile, Math.ceil(terms / longest))
  const span = Math.ceil(terms / aim / unit) * unit
  return { parts: Math.ceil(terms / span), span }
}

/** The same work, put together by subgroups. */
export function byLanes<P extends { readonly lanes: number }>(plan: P): P {
  return { ...plan, lanes: 1 }
}

/** While a plan is tried out: most multiply-adds, and the share of the work that they were. */
let trial: { readonly most: number; share: number } | null = null

/** Runs `work` with no more than about so many multiply-adds. @returns the share of the work that was done */
export function inPart(most: number, work: () => void): number {
  trial = { most, share: 1 }
  try {
    work()
    return trial.share
  } finally {
    trial = null
  }
}

/** Calls `run` for stretches of groups, none dearer than a dispatch may be. @param cost multiply-adds of one group */
export function inDispatches(
  groups: number,
  cost: number,
  run: (first: number, count: number) => void,
): void {
  const most = Math.max(1, Math.floor(Math.min(MOST_IN_DISPATCH, trial?.most ?? Infinity) / cost))
  if (trial !== null) {
    const some = Math.min(most, groups)
    trial.share *= some / groups
    run(0, some)
    return
  }
  for (let first = 0; first < groups; first += most) {
    const count = Math.min(most, groups - first)
    remarking({ work: cost * count }, () => run(first, count))
  }
}
