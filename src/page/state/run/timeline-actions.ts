/** What a person can do with the run's past. While a scrub goes faster than the worker draws, only the last place counts. */
import type { Client } from '../../client/client-types.ts'

export interface TimelineActions {
  /** Looks at the kept step nearest to this one while the run goes on; null looks at the run. */
  rewind(step: number | null): void
  /** Goes on from the kept step nearest to this one; later steps are forgotten. */
  branch(step: number): void
}

export function timelineActions(
  client: Pick<Client, 'rewind' | 'branch'>,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): TimelineActions {
  let busy = false
  let next: { step: number | null } | null = null
  const follow = async (): Promise<void> => {
    busy = true
    while (next !== null) {
      const { step } = next
      next = null
      await attempt(() => client.rewind(step))
    }
    busy = false
  }
  return {
    rewind: (step) => {
      next = { step }
      if (!busy) void follow()
    },
    branch: (step) => {
      next = null
      void attempt(() => client.branch(step))
    },
  }
}
