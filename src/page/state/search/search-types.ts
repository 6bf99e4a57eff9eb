/** The part of the page's state that is about searching for settings, and what a person can do with it. */
import type { SearchReport } from '../../../common/protocol/search.ts'
import type { Mark } from '../run/side-types.ts'

/** A search as the page shows it: as the worker told it, and whose turn it is. */
export interface SearchView extends SearchReport {
  readonly training: string | null
}

export interface SearchState {
  /** Null before the first, and once nothing of it is kept. */
  search: SearchView | null
  /** The panel is open. */
  searchShown: boolean
}

export const NOTHING_SEARCHED: SearchState = { search: null, searchShown: false }

export interface SearchActions {
  /** Begins a search; the winner trains on. */
  find(minutes: number): void
  stopFinding(): void
  /** A candidate, or the run from before, is the run from now on. */
  keepCandidate(id: string): void
  showSearch(shown: boolean): void
}

/** The history of a run that stands no more: comes back with it. */
export interface Aside {
  readonly rows: Float32Array
  readonly marks: readonly Mark[]
}

/** True while candidates race: the run waits. */
export function isSearching({ search }: Pick<SearchState, 'search'>): boolean {
  return search !== null && (search.state === 'preparing' || search.state === 'racing')
}
