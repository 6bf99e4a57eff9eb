/**
 * Builds the page's store around a client: events of the run flow in through absorb.ts, what a person does flows out
 * through actions.ts. Must not know React or the DOM.
 */
import { createStore as createVanillaStore } from 'zustand/vanilla'
import type { Client } from '../client/client-types.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import { WHOLE } from '../../common/items/viewport.ts'
import { Series } from '../../common/numbers/series.ts'
import { FIRST_LAYERS, FIRST_PLANE } from '../../common/items/stage-layers.ts'
import { columnsForClasses } from './stage/classes.ts'
import { NOTHING_INSPECTED } from './stage/inspect.ts'
import { absorb } from './absorb.ts'
import { createActions, stageView } from './actions.ts'
import { ConfigEdits } from './run/config-edits.ts'
import { FIRST_LAB } from './stage/latent-lab.ts'
import { NO_FIGURES } from './run/latest.ts'
import type { Page } from './page.ts'
import type { PageState, View } from './store-types.ts'
import { NO_TIMELINE } from './timeline/timeline.ts'
import { FIRST_STORY } from './story/story.ts'

/** What the page starts with. */
export interface Initial {
  config: RunConfig
  /** What is remembered of an earlier visit; the rest is the default. */
  view?: Partial<View>
  presetId?: string
  /** Given where somebody else (the scripting handle) reads the same history. */
  series?: Series
  twinSeries?: Series
}

const FIRST_VIEW: View = {
  theme: 'light',
  themeChoice: 'system',
  layers: FIRST_LAYERS,
  viewport: WHOLE,
  plane: FIRST_PLANE,
  columns: 8,
  show: 'both',
  sorted: false,
  pickedClass: null,
}

/** Made once per page. The store listens to the client from the first moment on. */
export function createStore(client: Client, initial: Initial): Page {
  const series = initial.series ?? new Series()
  const twinSeries = initial.twinSeries ?? new Series()
  const edits = new ConfigEdits(initial.config)
  const store = createVanillaStore<PageState>()((set, get) => ({
    config: initial.config,
    presetId: initial.presetId ?? null,
    session: { state: 'idle', step: 0 },
    backend: null,
    dataset: null,
    networks: null,
    latest: NO_FIGURES,
    metrics: null,
    verdict: { kind: 'warming-up', since: 0, evidence: [] },
    seriesVersion: 0,
    marks: [],
    timeline: NO_TIMELINE,
    notices: [],
    failure: null,
    recovering: false,
    opening: false,
    earlier: null,
    progress: null,
    view: { ...FIRST_VIEW, ...initial.view },
    painting: null,
    ...NOTHING_INSPECTED,
    latentCursor: null,
    ...FIRST_LAB,
    story: FIRST_STORY,
    challenge: null,
    twin: null,
    side: 'run',
    keptTwin: null,
    actions: createActions({ client, set, get, edits }),
  }))
  let classesSeen: number | null = null
  client.subscribe((event) => {
    absorb(event, { series, twinSeries, edits, set: store.setState, get: store.getState })
    if (event.type === 'state') setFirstLatent(store.getState())
    if (event.type === 'networks') classesSeen = showEachClass(store.getState(), classesSeen)
    // What a search has found goes under the hand, for everybody to see.
    if (event.type === 'projection') store.getState().actions.setLatent(event.projection.latent)
  })
  client.view(stageView(store.getState().view))
  void client.earlier().then((found) => {
    if (found === null) return
    const { step, config } = found.checkpoint
    store.setState({ earlier: { step, dataset: config.dataset, savedAt: found.savedAt } })
  })
  return { store, series, twinSeries, client }
}

/** The latent under the hand when new networks stand and nobody has chosen one yet. */
const FIRST_HELD_SEED = 1

function setFirstLatent({ latentCursor, networks, session, actions }: PageState): void {
  const stands = session.state === 'ready' || session.state === 'running' || session.state === 'paused'
  if (latentCursor === null && networks !== null && stands) actions.setLatentSeed(FIRST_HELD_SEED)
}

/** A column for each class when a run becomes conditional; what the person chooses later stands. @returns classes seen */
function showEachClass(state: PageState, seen: number | null): number | null {
  const columns = columnsForClasses(state)
  if (columns !== null && columns !== seen) state.actions.setView({ columns, pickedClass: null })
  return columns
}
