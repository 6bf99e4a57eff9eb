/**
 * Takes in what the run says: one exhaustive switch from events to state. Rows go to the series, not into the store.
 * Must not send anything to the client.
 */
import type { Client } from '../client/client-types.ts'
import { assertNever } from '../../common/assert-never.ts'
import type { Failure } from '../../common/failure.ts'
import type { SessionState } from '../../common/protocol/report.ts'
import type { Series } from '../../common/numbers/series.ts'
import { absorbTimeline, cutTroubles, NO_TIMELINE, noteVerdict } from './timeline/timeline.ts'
import type { ConfigEdits } from './run/config-edits.ts'
import { fittingPins } from './stage/latent-lab.ts'
import { figuresAt, lastRow, NO_FIGURES } from './run/latest.ts'
import { addNotice, failureNotice } from './notices.ts'
import type { PageState } from './store-types.ts'
import { absorbTwin } from './comparison/twin.ts'

/** Every event of the run, as the client hands it on. */
export type RunEvent = Parameters<Parameters<Client['subscribe']>[0]>[0]
type TickEvent = Extract<RunEvent, { type: 'tick' }>

/** What an event may change. */
export interface Sink {
  series: Series
  /** The twin's rows while two runs are compared. */
  twinSeries: Series
  edits: ConfigEdits
  set: (change: Partial<PageState>) => void
  get: () => PageState
}

export function absorb(event: RunEvent, sink: Sink): void {
  const { set, get, edits } = sink
  switch (event.type) {
    case 'run':
      absorbRun(event.step, sink)
      break
    case 'state':
      absorbState(event.state, event.step, sink)
      break
    case 'tick':
      absorbTick(event.tick, sink)
      break
    case 'backend':
      // A new worker tells its own film; what went wrong when is still so where the run only recovers.
      set({
        backend: event.report,
        timeline: { ...NO_TIMELINE, troubles: get().recovering ? get().timeline.troubles : [] },
      })
      break
    case 'dataset':
      set({ dataset: event.summary, metrics: null })
      break
    case 'networks':
      set({
        networks: { generator: event.generator, discriminator: event.discriminator, latent: event.latent },
        latentCursor: get().latentCursor?.length === event.latent ? get().latentCursor : null,
        ...fittingPins(get(), event.latent),
      })
      break
    case 'config':
      edits.confirm(event.config)
      set({ config: edits.shown() })
      break
    case 'mark':
      set({ marks: [...get().marks, { step: event.step, label: event.label }] })
      break
    case 'film':
    case 'rewound':
      set({ timeline: absorbTimeline(get().timeline, event) })
      break
    case 'progress':
      set({ progress: { task: event.task, done: event.done, total: event.total } })
      break
    case 'compiling':
      set({ progress: event.compiling ? { task: 'Compiling', done: 0, total: 0 } : null })
      break
    case 'projection':
      set({ projection: event.projection })
      break
    case 'notice':
      set({ notices: addNotice(get().notices, { role: 'status', sentence: event.sentence }) })
      break
    case 'failure':
      absorbFailure(event.failure, event.fatal, sink)
      break
    case 'twin':
    case 'twin-run':
    case 'twin-tick':
    case 'twin-rewound':
    case 'twin-kept':
      absorbTwin(event, sink)
      break
    // Between the worker and the client alone.
    case 'alive':
    case 'prepared':
    case 'checkpoint':
    case 'service':
    case 'reply':
    case 'refusal':
      break
    default:
      assertNever(event)
  }
}

const BUSY: readonly SessionState[] = ['preparing', 'compiling']
const SETTLED: readonly SessionState[] = ['ready', 'running', 'paused']

/** A run begins, or goes on from a checkpoint: what was recorded after its step is gone. */
function absorbRun(step: number, { series, set, get }: Sink): void {
  const { session, marks, seriesVersion, latest } = get()
  const wentBack = series.lastStep > step
  series.truncate(step)
  const fresh: Partial<PageState> =
    step > 0
      ? wentBack
        ? { latest: { ...latest, ...figuresAt(series) } }
        : {}
      : { latest: NO_FIGURES, metrics: null, verdict: { kind: 'warming-up', since: 0, evidence: [] } }
  set({
    ...fresh,
    session: { ...session, step },
    // A change made at this very step is in force.
    marks: step > 0 ? marks.filter((mark) => mark.step <= step) : [],
    timeline: cutTroubles(get().timeline, step),
    seriesVersion: seriesVersion + 1,
  })
}

function absorbState(state: SessionState, step: number, { set, get }: Sink): void {
  const { latest } = get()
  const change: Partial<PageState> = { session: { state, step } }
  if (!BUSY.includes(state)) change.progress = null
  // Waiting for files: what was there before is gone.
  if (state === 'idle') {
    change.dataset = null
    change.networks = null
    change.metrics = null
  }
  if (SETTLED.includes(state)) change.recovering = false
  if (state === 'ready' || state === 'running') change.failure = null
  if (state !== 'running' && latest.stepsPerSecond > 0) change.latest = { ...latest, stepsPerSecond: 0 }
  set(change)
}

function absorbTick(tick: TickEvent['tick'], { series, set, get }: Sink): void {
  const { session, latest, seriesVersion, verdict, timeline } = get()
  series.append(tick.rows)
  const change: Partial<PageState> = {
    session: { ...session, step: tick.step },
    latest: { ...latest, ...lastRow(tick.rows), stepsPerSecond: tick.stepsPerSecond },
    verdict: tick.verdict,
    seriesVersion: tick.rows.length > 0 ? seriesVersion + 1 : seriesVersion,
  }
  if (tick.metrics !== undefined) change.metrics = tick.metrics
  if (tick.verdict.kind !== verdict.kind) change.timeline = noteVerdict(timeline, tick.verdict, tick.step)
  set(change)
}

function absorbFailure(failure: Failure, fatal: boolean, { set, get }: Sink): void {
  set({
    failure,
    recovering: fatal,
    progress: null,
    notices: addNotice(get().notices, failureNotice(failure, get())),
  })
}
