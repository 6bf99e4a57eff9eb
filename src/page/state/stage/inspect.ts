/**
 * The point of the stage that is looked at. While a pointer goes faster than the worker answers, only its last place
 * counts. Must not know the DOM.
 */
import type { Client } from '../../client/client-types.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import type { Inspection, InspectTarget } from '../../../common/protocol/inspection.ts'

/** A point, and on whose stage it is looked at. */
export interface InspectedPoint extends Inspection {
  side: SideName
}

export interface InspectState {
  /** What is known of the point of a stage that is looked at; null while none is. */
  inspection: InspectedPoint | null
}

export interface InspectActions {
  /** Looks at a point of a side; null looks away. */
  inspect(target: InspectTarget | null, side: SideName): void
}

export const NOTHING_INSPECTED: InspectState = { inspection: null }

export function inspectActions(
  client: Pick<Client, 'inspect'>,
  set: (change: InspectState) => void,
): InspectActions {
  let busy = false
  let next: { target: InspectTarget | null; side: SideName } | null = null
  const lookedAway = (): boolean => next !== null && next.target === null
  const follow = async (): Promise<void> => {
    busy = true
    while (next !== null) {
      const { target, side } = next
      next = null
      // Refused where there is no run any more: then there is nothing to look at either.
      const found = await client.inspect(side, target).catch(() => null)
      // Whoever looked away meanwhile must not see it come back.
      if (!lookedAway()) set({ inspection: found === null ? null : { ...found, side } })
    }
    busy = false
  }
  return {
    inspect: (target, side) => {
      next = { target, side }
      if (target === null) set({ inspection: null })
      if (!busy) void follow()
    },
  }
}
