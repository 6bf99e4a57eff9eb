/** What a person can do with a comparison. While there is none, the controls are the run's. */
import type { Client } from '../../client/client-types.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { isShared } from '../../../common/config/twin.ts'
import { isCompared } from '../run/sides.ts'
import type { PageState } from '../store-types.ts'
import type { ComparisonActions } from './comparison-types.ts'

interface Context {
  client: Pick<Client, 'compare' | 'endComparison' | 'configureTwin'>
  set: (change: Partial<PageState>) => void
  get: () => PageState
}

export function comparisonActions(
  { client, set, get }: Context,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): ComparisonActions {
  return {
    compare: (change, from) =>
      void attempt(async () => {
        await client.compare(change, from)
        // A twin without a difference waits for one: the controls are its own at once.
        set({ side: Object.keys(change).length === 0 ? 'twin' : 'run' })
      }),
    endComparison: (keep) => void attempt(() => client.endComparison(keep)),
    editSide: (side) => set({ side: isCompared(get()) ? side : 'run' }),
    configureSide: (change) => {
      const { side, actions } = get()
      const shared = Object.keys(change).some((key) => isShared(key as keyof RunConfig))
      if (side === 'run' || shared) actions.configure(change)
      else void attempt(() => client.configureTwin(change))
    },
  }
}
