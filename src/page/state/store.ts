/**
 * Builds the page's store around a client: events of the run flow in through absorb.ts, what a person does flows out
 * through actions.ts. Must not know React or the DOM.
 */
import { createStore as createVanillaStore } from 'zustand/vanilla'
import type { Client } from '../client/client-types.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import { WHOLE } from '../../common/items/viewport.ts'
import { Series } from '../../common/numbers/series.ts'
import { FIRST_RESTORED_VIEW, FIRST_ROW_VIEW } from '../../common/protocol/stage-view.ts'
import { FIRST_LAYERS, FIRST_PLANE } from '../../common/items/stage-layers.ts'
import { columnsForClasses } from './stage/classes.ts'
import { NOTHING_INSPECTED } from './stage/inspect.ts'
import { absorb } from './absorb.ts'
import { NOTHING_KEPT } from './offline.ts'
import { createActions, stageView } from './actions.ts'
import { ConfigEdits } from './run/config-edits.ts'
import { FIRST_LAB } from './stage/latent-lab.ts'
import { NOTHING_COMPARED } from './comparison/comparison-types.ts'
import { NO_WORDS_FOUND } from './words/words-types.ts'
import { NOTHING_WEIGHED } from './worth/worth-types.ts'
import { NOTHING_SEARCHED, type Aside } from './search/search-types.ts'
import type { PerSide } from '../../common/protocol/side.ts'
import { freshSide, runData } from './run/sides.ts'
import type { Page } from './page.ts'
import { NOTHING_ON_SHELF } from './shelf/shelf-types.ts'
import type { RunSummary } from '../../common/protocol/shelf.ts'
import type { EarlierRun, PageState, View } from './store-types.ts'
import { FIRST_STORY } from './story/story.ts'

/** What the page starts with. */
export interface Initial {
  config: RunConfig
  /** What is remembered of an earlier visit; the rest is the default. */
  view?: Partial<View>
  presetId?: string
  /** Given where somebody else (the scripting handle) reads the same history. */
  series?: PerSide<Series>
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
  rows: FIRST_ROW_VIEW,
  restored: FIRST_RESTORED_VIEW,
  pickedClass: null,
}

/** Made once per page. The store listens to the client from the first moment on. */
export function createStore(client: Client, initial: Initial): Page {
  const series = initial.series ?? { run: new Series(), twin: new Series() }
  const edits = new ConfigEdits(initial.config)
  const store = createVanillaStore<PageState>()((set, get) => ({
    sides: { run: freshSide(initial.config), twin: null },
    presetId: initial.presetId ?? null,
    session: { state: 'idle' },
    backend: null,
    dataset: null,
    need: null,
    notices: [],
    failure: null,
    recovering: false,
    opening: false,
    earlier: null,
    progress: null,
    rowsMade: null,
    restoring: null,
    ownPicture: null,
    fitted: null,
    view: { ...FIRST_VIEW, ...initial.view },
    painting: null,
    ...NOTHING_INSPECTED,
    latentCursor: null,
    ...FIRST_LAB,
    story: FIRST_STORY,
    challenge: null,
    ...NOTHING_COMPARED,
    ...NOTHING_SEARCHED,
    ...NOTHING_WEIGHED,
    ...NO_WORDS_FOUND,
    ...NOTHING_KEPT,
    ...NOTHING_ON_SHELF,
    actions: createActions({ client, set, get, edits, readings: { count: 0 } }),
  }))
  const aside = new Map<string, Aside>()
  let classesSeen: number | null = null
  client.subscribe((event) => {
    absorb(event, { series, edits, aside, set: store.setState, get: store.getState })
    if (event.type === 'state') setFirstLatent(store.getState())
    if (event.type === 'networks' && event.side === 'run')
      classesSeen = showEachClass(store.getState(), classesSeen)
    // What a search has found goes under the hand, for everybody to see.
    if (event.type === 'projection') store.getState().actions.setLatent(event.projection.latent)
  })
  client.view(stageView(store.getState().view))
  void client.shelf.runs().then(
    (runs) => store.setState({ runs, earlier: newestOf(runs) }),
    // Without an engine there is no shelf either, and it says so itself.
    () => undefined,
  )
  return { store, series, client }
}

/** What a person most likely wants to go on with; null where nothing is free to be. */
function newestOf(runs: readonly RunSummary[]): EarlierRun | null {
  const newest = runs.find(({ place }) => place === 'shelf')
  if (newest === undefined) return null
  const { id, step, savedAt, missing, config } = newest
  return { id, step, savedAt, dataset: config.dataset, ...(missing === null ? {} : { missing }) }
}

/** The latent under the hand when new networks stand and nobody has chosen one yet. */
const FIRST_HELD_SEED = 1

function setFirstLatent({ latentCursor, sides, session, actions }: PageState): void {
  const stands = session.state === 'ready' || session.state === 'running' || session.state === 'paused'
  if (latentCursor === null && sides.run.networks !== null && stands) actions.setLatentSeed(FIRST_HELD_SEED)
}

/** A column for each class when a run becomes conditional; what the person chooses later stands. @returns classes seen */
function showEachClass(state: PageState, seen: number | null): number | null {
  const columns = columnsForClasses(runData(state))
  if (columns !== null && columns !== seen) state.actions.setView({ columns, pickedClass: null })
  return columns
}
