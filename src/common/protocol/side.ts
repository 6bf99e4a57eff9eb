/**
 * The two sides of a comparison; what the page may ask of both together, and what it hears of the two. What each side does
 * by itself it says in the events of events.ts, under its name.
 */
import type { RunConfig } from '../config/run-config.ts'

/** Without a comparison there is the run alone. */
export const SIDES = ['run', 'twin'] as const

/** Which of them a message is about. */
export type SideName = (typeof SIDES)[number]

/** Something of each side. */
export type PerSide<T> = Readonly<Record<SideName, T>>

export type ComparisonRequest =
  /**
   * A twin that differs by `change`. From the start: both begin anew at step 0. From now: the twin takes over the run's
   * networks as they are; refused with code `twin-needs-start` where its generator would be another one.
   */
  | { kind: 'compare'; change: Partial<RunConfig>; from: 'start' | 'now' }
  /** Ends the comparison; the side that is kept is the run from then on. */
  | { kind: 'end-comparison'; keep: SideName }

export interface ComparisonAnswers {
  compare: null
  'end-comparison': null
}

export type ComparisonEvent =
  /**
   * Two are compared from now on, and parted at step `since` (0: from the start); the twin's settings and networks follow.
   * Null: they are not, or no longer, with why where nobody asked for the end.
   */
  | { type: 'comparison'; since: number | null; sentence?: string }
  /** The twin takes the run's place: of the run's history only what came up to `since` is also its own. */
  | { type: 'twin-kept'; since: number }
