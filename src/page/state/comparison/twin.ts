/**
 * The twin of a comparison as the page knows it, what its events change, and what a person can do with it. Its rows lie
 * in a series of their own, outside the store.
 */
import type { Client } from '../../client/client-types.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { isShared } from '../../../common/config/twin.ts'
import type { Verdict } from '../../../common/protocol/report.ts'
import type { Series } from '../../../common/numbers/series.ts'
import { figuresAt, lastRow, NO_FIGURES } from '../run/latest.ts'
import { addNotice } from '../notices.ts'
import type { PageState } from '../store-types.ts'
import type { TwinActions, TwinState } from './twin-types.ts'

/** Every event of the run, as the client hands it on. */
type RunEvent = Parameters<Parameters<Client['subscribe']>[0]>[0]

/** What an event of the twin may change. */
interface Sink {
  series: Series
  twinSeries: Series
  set: (change: Partial<PageState>) => void
  get: () => PageState
}

export type TwinEventOnPage = Extract<
  RunEvent,
  { type: 'twin' | 'twin-run' | 'twin-tick' | 'twin-rewound' | 'twin-kept' }
>

const WARMING_UP: Verdict = { kind: 'warming-up', since: 0, evidence: [] }

export function absorbTwin(event: TwinEventOnPage, sink: Sink): void {
  switch (event.type) {
    case 'twin':
      absorbStanding(event, sink)
      break
    case 'twin-run':
      sink.twinSeries.truncate(event.step)
      renew(sink, { step: event.step, ...latestOf(sink) })
      if (event.step === 0) renew(sink, { latest: NO_FIGURES, metrics: null, verdict: WARMING_UP })
      break
    case 'twin-tick': {
      const { tick } = event
      const twin = sink.get().twin
      sink.twinSeries.append(tick.rows)
      renew(sink, {
        step: tick.step,
        latest: { ...(twin?.latest ?? NO_FIGURES), ...lastRow(tick.rows) },
        verdict: tick.verdict,
        ...(tick.metrics === undefined ? {} : { metrics: tick.metrics }),
      })
      break
    }
    case 'twin-rewound':
      renew(sink, { rewound: event.step })
      break
    case 'twin-kept':
      absorbKept(event.since, sink)
  }
}

/** The figures of the last row that still holds. */
function latestOf({ twinSeries, get }: Sink): Partial<TwinState> {
  const { twin } = get()
  return twin === null ? {} : { latest: { ...twin.latest, ...figuresAt(twinSeries) } }
}

function absorbStanding({ twin, sentence }: Extract<RunEvent, { type: 'twin' }>, sink: Sink): void {
  const { set, get, twinSeries } = sink
  const before = get().twin
  if (twin === null) {
    if (before === null) return
    twinSeries.clear()
    set({ twin: null, side: 'run', seriesVersion: get().seriesVersion + 1 })
    if (sentence !== undefined) set({ notices: addNotice(get().notices, { role: 'status', sentence }) })
    return
  }
  if (before === null) twinSeries.clear()
  const fresh = { step: twin.since, rewound: null, latest: NO_FIGURES, metrics: null, verdict: WARMING_UP }
  set({ twin: { ...(before ?? fresh), ...twin } })
}

/** The run's own history holds up to where the twin left it; from there on the twin's is the run's. */
function absorbKept(since: number, { series, twinSeries, set, get }: Sink): void {
  const { twin, latest, seriesVersion } = get()
  if (twin === null) return
  series.truncate(since)
  series.append(twinSeries.rowsAfter(since))
  set({
    latest: { ...latest, ...twin.latest, stepsPerSecond: latest.stepsPerSecond },
    keptTwin: { since },
    metrics: twin.metrics,
    verdict: twin.verdict,
    seriesVersion: seriesVersion + 1,
  })
}

function renew({ set, get }: Sink, change: Partial<TwinState>): void {
  const { twin, seriesVersion } = get()
  if (twin !== null) set({ twin: { ...twin, ...change }, seriesVersion: seriesVersion + 1 })
}

interface Context {
  client: Client
  set: (change: Partial<PageState>) => void
  get: () => PageState
}

export function twinActions(
  { client, set, get }: Context,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): TwinActions {
  return {
    compare: (change, from) =>
      void attempt(async () => {
        await client.compare(change, from)
        // A twin without a difference waits for one: the controls are its own at once.
        set({ side: Object.keys(change).length === 0 ? 'twin' : 'run' })
      }),
    endComparison: (keep) => void attempt(() => client.endComparison(keep)),
    editSide: (side) => set({ side: get().twin === null ? 'run' : side }),
    configureSide: (change) => {
      const { side, actions } = get()
      const shared = Object.keys(change).some((key) => isShared(key as keyof RunConfig))
      if (side === 'run' || shared) actions.configure(change)
      else void attempt(() => client.configureTwin(change))
    },
  }
}

/** The config whose settings the controls show. */
export function shownConfig({ config, twin, side }: Pick<PageState, 'config' | 'twin' | 'side'>): RunConfig {
  return side === 'twin' && twin !== null ? twin.config : config
}
