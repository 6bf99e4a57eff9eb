/** What an event of the worker may change. Types alone. */
import type { Client } from '../client/client-types.ts'
import type { Series } from '../../common/numbers/series.ts'
import type { ConfigEdits } from './run/config-edits.ts'
import type { PerSide } from '../../common/protocol/side.ts'
import type { Aside } from './search/search-types.ts'
import type { PageState } from './store-types.ts'

/** Every event of the run, as the client hands it on. */
export type RunEvent = Parameters<Parameters<Client['subscribe']>[0]>[0]

export interface Sink {
  /** The rows of each side; the twin's are empty while nothing is compared. */
  series: PerSide<Series>
  edits: ConfigEdits
  /** Histories of runs that stand no more, by their names in a search. */
  aside: Map<string, Aside>
  set: (change: Partial<PageState>) => void
  get: () => PageState
}
