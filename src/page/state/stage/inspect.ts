/**
 * The point of the stage that is looked at. While a pointer goes faster than the worker answers, only its last place
 * counts. Must not know the DOM.
 */
import type { Client } from '../../client/client-types.ts'
import type { Inspection, InspectTarget } from '../../../common/protocol/inspection.ts'

export interface InspectState {
  /** What is known of it; null while nothing is looked at. */
  inspection: Inspection | null
}

export interface InspectActions {
  /** Looks at a point; null looks away. */
  inspect(target: InspectTarget | null): void
}

export const NOTHING_INSPECTED: InspectState = { inspection: null }

export function inspectActions(
  client: Pick<Client, 'inspect'>,
  set: (change: InspectState) => void,
): InspectActions {
  let busy = false
  let next: { target: InspectTarget | null } | null = null
  const lookedAway = (): boolean => next !== null && next.target === null
  const follow = async (): Promise<void> => {
    busy = true
    while (next !== null) {
      const { target } = next
      next = null
      // Refused where there is no run any more: then there is nothing to look at either.
      const inspection = await client.inspect(target).catch(() => null)
      // Whoever looked away meanwhile must not see it come back.
      if (!lookedAway()) set({ inspection })
    }
    busy = false
  }
  return {
    inspect: (target) => {
      next = { target }
      if (target === null) set({ inspection: null })
      if (!busy) void follow()
    },
  }
}
