/**
 * What the page knows of the run's past, and how it changes: frames come and go, somebody looks back, the verdict turns.
 * Pure; the networks of those steps lie in the worker.
 */
import type { FilmFrame } from '../../../common/protocol/film.ts'
import type { Verdict, VerdictKind } from '../../../common/protocol/report.ts'

/** A stretch of steps with a verdict that is not good. */
export interface Trouble {
  kind: VerdictKind
  from: number
  /** null: it lasts. */
  to: number | null
}

export interface TimelineState {
  /** Kept steps, ascending, each with its picture. */
  frames: readonly FilmFrame[]
  /** The past step that stage and latent show; null: they show the run. */
  rewound: number | null
  troubles: readonly Trouble[]
}

export const NO_TIMELINE: TimelineState = { frames: [], rewound: null, troubles: [] }

type FilmEvent =
  | { type: 'film'; added: FilmFrame[]; dropped: number[] }
  | { type: 'rewound'; step: number | null }
  | { type: 'step-kept'; step: number; name: string | null }

export function absorbTimeline(before: TimelineState, event: FilmEvent): TimelineState {
  if (event.type === 'rewound') return { ...before, rewound: event.step }
  if (event.type === 'step-kept') {
    const frames = before.frames.map((frame) =>
      frame.step === event.step ? named(frame, event.name) : frame,
    )
    return { ...before, frames }
  }
  const gone = new Set([...event.dropped, ...event.added.map(({ step }) => step)])
  const frames = [...before.frames.filter(({ step }) => !gone.has(step)), ...event.added]
  frames.sort((a, b) => a.step - b.step)
  return { ...before, frames }
}

function named(frame: FilmFrame, name: string | null): FilmFrame {
  const { kept: _, ...plain } = frame
  return name === null ? plain : { ...plain, kept: name }
}

/** Verdicts that are no trouble, or that every run passes through. */
const CALM: readonly VerdictKind[] = ['warming-up', 'unjudged', 'healthy', 'blurred']

/** The verdict turned at `step`: the trouble that lasted ends, and another may have begun. */
export function noteVerdict(before: TimelineState, verdict: Verdict, step: number): TimelineState {
  const calm = CALM.includes(verdict.kind)
  const from = Math.min(verdict.since, step)
  const end = calm ? step : from
  const ended = before.troubles.map((trouble) =>
    trouble.to === null ? { ...trouble, to: Math.max(trouble.from, end) } : trouble,
  )
  if (calm) return { ...before, troubles: ended }
  return { ...before, troubles: [...ended, { kind: verdict.kind, from, to: null }] }
}

/** The run goes on from `step`: troubles of a future that is gone are forgotten. */
export function cutTroubles(before: TimelineState, step: number): TimelineState {
  const troubles = before.troubles
    .filter(({ from }) => from < step)
    .map((trouble) => ({ ...trouble, to: Math.min(trouble.to ?? step, step) }))
  return { ...before, troubles }
}

/**
 * The last kept step before the trouble that lasts began; one that followed straight upon another counts from the first.
 * Null when nothing lasts, or when nothing earlier is kept.
 */
export function stepBefore({ frames, troubles }: TimelineState): number | null {
  let began = troubles.find(({ to }) => to === null)?.from
  if (began === undefined) return null
  for (const { from, to } of [...troubles].reverse())
    if (to !== null && to >= began) began = Math.min(began, from)
  const start = began
  return frames.findLast(({ step }) => step < start)?.step ?? null
}
