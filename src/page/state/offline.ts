/** Whether the page opens without a network, and what happens when a newer version is there. */
import { keepAll, takeOver, followOffline } from '../client/offline.ts'
import type { Client } from '../client/client-types.ts'
import type { Page } from './page.ts'
import type { OfflineActions, OfflineState } from './offline-types.ts'
import type { Notice, PageState } from './store-types.ts'

export const NOTHING_KEPT: OfflineState = { offline: { kept: false, keeping: null, all: false, bytes: 0 } }

/** Under this name the next start of the page finds the run that is to go on. */
const GO_ON = 'ganvas-go-on'

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
    reloadForNew: () =>
      void attempt(async () => {
        const id = await client.keepNow()
        if (id !== null) sessionStorage.setItem(GO_ON, id)
        await takeOver()
      }),
  }
}

/** Registers what keeps the page, once its networks stand; goes on with a run that was kept for a reload. */
export function followVersions({ store, client }: Pick<Page, 'store' | 'client'>): void {
  const { actions } = store.getState()
  const id = sessionStorage.getItem(GO_ON)
  if (id !== null) {
    sessionStorage.removeItem(GO_ON)
    actions.openRun(id)
  }
  const news = {
    kept: (bytes: number) => store.setState({ offline: { ...store.getState().offline, kept: true, bytes } }),
    newVersion: () => actions.say(NEW_VERSION),
  }
  void client.handle.ready.then(() => followOffline(news))
}

const NEW_VERSION: Omit<Notice, 'id'> = {
  role: 'status',
  sentence: 'A new version of Ganvas is there. Reload: your run is kept.',
  reload: true,
}
