/**
 * What page and worker say about a run's past: the film of kept steps, looking at one of them, going on from it.
 * Plain data that crosses the worker.
 */
import type { MetricId } from '../catalog/metrics.ts'
import type { FilmFrame } from './film.ts'
import type { SideName } from './side.ts'
import type { Snapshot } from './report.ts'

export type TimelineRequest =
  | { kind: 'timeline' }
  /** Looks at a past step while the run goes on; null looks at the run again. */
  | { kind: 'rewind'; step: number | null }
  /** Goes on from a past step; what came after it is forgotten. */
  | { kind: 'branch'; step: number }
  /** Keeps a step under a name, so that it is not thinned out; null: the run as it stands. */
  | { kind: 'keep-step'; step: number | null; name: string }
  /** Lets a step be thinned out again. */
  | { kind: 'release-step'; step: number }
  /** From now on the best step by a figure is kept, and no longer the one before it; null: none. */
  | { kind: 'keep-best'; figure: MetricId | null }

export interface TimelineAnswers {
  /** Kept steps, ascending. */
  timeline: number[]
  /** The kept step that is shown now: the one nearest to what was asked for. */
  rewind: number | null
  branch: Snapshot
  /** The kept step nearest to what was asked for. */
  'keep-step': number
  'release-step': null
  'keep-best': null
}

/** The best step so far by a figure; step null before it was measured. */
export interface BestSoFar {
  readonly figure: MetricId
  readonly step: number | null
  readonly value: number
}

export type TimelineEvent =
  /** Frames added to the film, and steps that are no longer kept. */
  | { type: 'film'; added: FilmFrame[]; dropped: number[] }
  /** A step is kept under a name; null: no longer. */
  | { type: 'step-kept'; step: number; name: string | null }
  /** By which figure the best step is kept, and which that is; null: by none. */
  | { type: 'best'; best: BestSoFar | null }
  /** A side's stage and latent show this past step; null: they show its present. */
  | { type: 'rewound'; side: SideName; step: number | null }
