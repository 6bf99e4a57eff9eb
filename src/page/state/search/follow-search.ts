/** Opens the search that a link asks for, once there are networks and data to search on. */
import type { Page } from '../page.ts'
import type { PageState } from '../store-types.ts'

/** @param minutes the budget a link asks for; null: none. Returns how to stop waiting for it. */
export function followSearch({ store }: Page, minutes: number | null): () => void {
  if (minutes === null) return () => undefined
  let begun = false
  const begin = (state: PageState): void => {
    if (begun || !stands(state)) return
    begun = true
    state.actions.showSearch(true)
    state.actions.find(minutes)
  }
  const stop = store.subscribe(begin)
  begin(store.getState())
  return stop
}

function stands({ session, dataset, sides }: PageState): boolean {
  return (
    dataset !== null && sides.run.networks !== null && ['ready', 'paused', 'running'].includes(session.state)
  )
}
