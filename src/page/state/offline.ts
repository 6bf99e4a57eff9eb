/** Whether the page opens without a network, and what happens when a newer version is there. */
import { keepAll, takeOver, followOffline } from '../client/offline.ts'
import type { Client } from '../client/client-types.ts'
import type { Page } from './page.ts'
import type { OfflineActions, OfflineState } from './offline-types.ts'
import type { Notice, PageState } from './store-types.ts'

export const NOTHING_KEPT: OfflineState = {
  offline: { kept: false, keeping: null, all: false, bytes: 0, refused: false, cores: null },
}

/** Under this name the next start of the page finds the run that is to go on. */
const GO_ON = 'ganvas-go-on'
/** Under this name the next start finds that it comes of a reload for the other cores. */
const FOR_CORES = 'ganvas-for-cores'

interface Context {
  client: Pick<Client, 'keepNow'>
  set: (change: Partial<PageState>) => void
  get: () => PageState
}

export function offlineActions(
  { client, set, get }: Context,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): OfflineActions {
  const change = (part: Partial<OfflineState['offline']>): void =>
    set({ offline: { ...get().offline, ...part } })
  return {
    keepOffline: () =>
      void attempt(async () => {
        change({ keeping: 0 })
        try {
          await keepAll((done, total) => change({ keeping: total === 0 ? 1 : done / total }))
          change({ all: true })
        } finally {
          change({ keeping: null })
        }
      }),
    reloadForNew: () => void attempt(() => reloadKept(client)),
    reloadForCores: () =>
      void attempt(async () => {
        sessionStorage.setItem(FOR_CORES, 'yes')
        await reloadKept(client)
      }),
  }
}

async function reloadKept(client: Context['client']): Promise<void> {
  const id = await client.keepNow()
  if (id !== null) sessionStorage.setItem(GO_ON, id)
  await takeOver()
}

/** Registers what keeps the page, once its networks stand; goes on with a run that was kept for a reload. */
export function followVersions({ store, client }: Pick<Page, 'store' | 'client'>): void {
  const { actions } = store.getState()
  const id = sessionStorage.getItem(GO_ON)
  if (id !== null) {
    sessionStorage.removeItem(GO_ON)
    actions.openRun(id)
  }
  const change = (part: Partial<OfflineState['offline']>): void =>
    store.setState({ offline: { ...store.getState().offline, ...part } })
  const news = {
    kept: (bytes: number) => change({ kept: true, bytes }),
    newVersion: () => actions.say(NEW_VERSION),
    refused: () => change({ refused: true }),
  }
  followCores(store)
  void client.handle.ready.then(() => followOffline(news))
}

/** Fetched where there is something to say: an isolated page has all its cores. */
function followCores(store: Page['store']): void {
  if (crossOriginIsolated) {
    sessionStorage.removeItem(FOR_CORES)
    return
  }
  const tried = sessionStorage.getItem(FOR_CORES) !== null
  // Without it the page trains as well, and says less.
  import('./cores.ts').then((cores) => cores.followCores(store, tried)).catch(() => undefined)
}

const NEW_VERSION: Omit<Notice, 'id'> = {
  role: 'status',
  sentence: 'A new version of Ganvas is there. Reload: your run is kept.',
  reload: true,
}
