/**
 * What page and worker say about a run's past: the film of kept steps, looking at one of them, going on from it.
 * Plain data that crosses the worker.
 */
import type { FilmFrame } from './film.ts'
import type { SideName } from './side.ts'
import type { Snapshot } from './report.ts'

export type TimelineRequest =
  | { kind: 'timeline' }
  /** Looks at a past step while the run goes on; null looks at the run again. */
  | { kind: 'rewind'; step: number | null }
  /** Goes on from a past step; what came after it is forgotten. */
  | { kind: 'branch'; step: number }

export interface TimelineAnswers {
  /** Kept steps, ascending. */
  timeline: number[]
  /** The kept step that is shown now: the one nearest to what was asked for. */
  rewind: number | null
  branch: Snapshot
}

export type TimelineEvent =
  /** Frames added to the film, and steps that are no longer kept. */
  | { type: 'film'; added: FilmFrame[]; dropped: number[] }
  /** A side's stage and latent show this past step; null: they show its present. */
  | { type: 'rewound'; side: SideName; step: number | null }
