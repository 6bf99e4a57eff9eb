/** What a person can do with a search for settings. */
import type { Client } from '../../client/client-types.ts'
import type { PageState } from '../store-types.ts'
import type { SearchActions } from './search-types.ts'

interface Context {
  client: Pick<Client, 'find' | 'stopFinding' | 'keepCandidate'>
  set: (change: Partial<PageState>) => void
}

export function searchActions(
  { client, set }: Context,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): SearchActions {
  return {
    find: (minutes) => void attempt(() => client.find({ minutes }, true)),
    stopFinding: () => void attempt(() => client.stopFinding()),
    keepCandidate: (id) => void attempt(() => client.keepCandidate(id)),
    showSearch: (searchShown) => set({ searchShown }),
  }
}
