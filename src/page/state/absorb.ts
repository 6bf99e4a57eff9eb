/**
 * Takes in what the run says: one exhaustive switch from events to state. Rows go to the series, not into the store.
 * Must not send anything to the client.
 */
import { assertNever } from '../../common/assert-never.ts'
import { handNumbers } from '../../common/config/task.ts'
import { shapeOf } from '../../common/items/kinds.ts'
import type { Failure } from '../../common/failure.ts'
import type { DatasetSummary, SessionState } from '../../common/protocol/report.ts'
import { absorbComparison } from './comparison/absorb-comparison.ts'
import { addNotice, failureNotice } from './notices.ts'
import { absorbWords, loseWords } from './words/absorb-words.ts'
import { absorbWorth, loseWorth } from './worth/absorb-worth.ts'
import { absorbSearch, loseSearch } from './search/absorb-search.ts'
import { absorbPast, absorbStep, absorbTick, renew } from './run/absorb-side.ts'
import { absorbLoaded } from './run/loading.ts'
import { absorbShelf } from './shelf/absorb-shelf.ts'
import { freshSide, runView, withSide } from './run/sides.ts'
import type { RunEvent, Sink } from './sink.ts'
import { fittingPins } from './stage/latent-lab.ts'
import type { PageState } from './store-types.ts'
import { NO_TIMELINE } from './run/timeline.ts'

type Event<K extends RunEvent['type']> = Extract<RunEvent, { type: K }>

export function absorb(event: RunEvent, sink: Sink): void {
  const { set, get } = sink
  switch (event.type) {
    case 'run':
      absorbStep(event, sink)
      break
    case 'state':
      absorbState(event.state, event.step, sink)
      break
    case 'tick':
      absorbTick(event, sink)
      break
    case 'backend':
      set({ backend: event.report })
      loseSearch(sink)
      loseWorth(sink)
      loseWords(sink)
      // A new worker tells its own film; what went wrong when is still so where the run only recovers.
      renew(sink, 'run', ({ timeline }) => ({
        timeline: { ...NO_TIMELINE, troubles: get().recovering ? timeline.troubles : [] },
      }))
      break
    case 'dataset':
      absorbDataset(event.summary, sink)
      break
    case 'networks':
      absorbNetworks(event, sink)
      break
    case 'config':
      absorbConfig(event, sink)
      break
    case 'need':
      set({ need: event.need })
      break
    case 'mark': {
      const { step, label } = event
      renew(sink, 'run', ({ marks }) => ({ marks: [...marks, { step, label }] }))
      break
    }
    case 'film':
    case 'step-kept':
    case 'rewound':
      absorbPast(event, sink)
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
    case 'fitted':
      absorbFitted(event, sink)
      break
    case 'loaded':
      absorbLoaded(event, sink)
      break
    case 'best':
      set({ best: event.best })
      break
    case 'kept':
    case 'unkept':
    case 'taken-up':
    case 'twin-taken':
      absorbShelf(event, sink)
      break
    case 'failure':
      absorbFailure(event.failure, event.fatal, sink)
      break
    case 'comparison':
    case 'twin-kept':
      absorbComparison(event, sink)
      break
    case 'search':
    case 'candidate':
    case 'search-progress':
    case 'candidate-kept':
      absorbSearch(event, sink)
      break
    case 'worth':
    case 'worth-progress':
      absorbWorth(event, sink)
      break
    case 'words':
      absorbWords(event, sink)
      break
    case 'rows-progress':
      sink.set({ rowsMade: { done: event.done, total: event.total } })
      break
    case 'restore-progress':
      set({ restoring: event.share })
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

/** What was made of other data goes with them: items under the hand of another kind would stand beside these. */
function absorbDataset(summary: DatasetSummary, { set, get }: Sink): void {
  const before = get().dataset
  const otherKind = before !== null && before.item.kind !== summary.item.kind
  set({
    dataset: summary,
    ...(summary.id === 'own'
      ? {}
      : { fitted: null, notices: get().notices.filter(({ undo }) => undo !== true) }),
    ...(otherKind ? { projection: null } : {}),
    ...withSide(get(), 'run', { metrics: null }),
  })
}

/**
 * Said once, in the notice that tells what was opened where the page opened it itself; the data card goes on offering to put
 * it back.
 */
function absorbFitted({ fitted }: Event<'fitted'>, { set, get }: Sink): void {
  set({ fitted })
  if (fitted === null || get().opening) return
  const { sentence } = fitted
  set({ notices: addNotice(get().notices, { role: 'status', sentence, undo: true }) })
}

/** The twin is there from its first config on; the run always is, and its unanswered edits stay on top. */
function absorbConfig({ side, config }: Event<'config'>, { edits, set, get }: Sink): void {
  if (side === 'run') {
    edits.confirm(config)
    set(withSide(get(), 'run', { config: edits.shown() }))
  } else {
    const { sides } = get()
    set({ sides: { ...sides, twin: { ...(sides.twin ?? freshSide(config)), config } } })
  }
}

/** The hand holds a latent of the run's generator, or where it has none a source; the pins hold latents. */
function absorbNetworks({ side, networks }: Event<'networks'>, { set, get }: Sink): void {
  set(withSide(get(), side, { networks }))
  if (side !== 'run') return
  const { latentCursor, sides, dataset } = get()
  const numbers =
    networks.latent > 0 || dataset === null
      ? networks.latent
      : handNumbers(sides.run.config, shapeOf(dataset.item))
  set({
    latentCursor: latentCursor?.length === numbers ? latentCursor : null,
    ...fittingPins(get(), networks.latent),
  })
}

const BUSY: readonly SessionState[] = ['preparing', 'compiling']
const SETTLED: readonly SessionState[] = ['ready', 'running', 'paused']

function absorbState(state: SessionState, step: number, { set, get }: Sink): void {
  const { latest } = get().sides.run
  const change: Partial<PageState> = { session: { state } }
  if (!BUSY.includes(state)) change.progress = null
  // Waiting for files: what was there before is gone.
  if (state === 'idle') {
    change.dataset = null
    change.need = null
  }
  if (SETTLED.includes(state)) change.recovering = false
  if (state === 'ready' || state === 'running') change.failure = null
  set({
    ...change,
    ...withSide(get(), 'run', {
      step,
      ...(state === 'idle' ? { networks: null, metrics: null } : {}),
      ...(state !== 'running' && latest.stepsPerSecond > 0
        ? { latest: { ...latest, stepsPerSecond: 0 } }
        : {}),
    }),
  })
}

function absorbFailure(failure: Failure, fatal: boolean, { set, get }: Sink): void {
  set({
    failure,
    recovering: fatal,
    progress: null,
    notices: addNotice(get().notices, failureNotice(failure, runView(get()))),
  })
}
