/** What a person can do with the run's past. While a scrub goes faster than the worker draws, only the last place counts. */
import type { MetricId } from '../../../common/catalog/metrics.ts'
import type { Client } from '../../client/client-types.ts'

export interface TimelineActions {
  /** Looks at the kept step nearest to this one while the run goes on; null looks at the run. */
  rewind(step: number | null): void
  /** Goes on from the kept step nearest to this one; later steps are forgotten. */
  branch(step: number): void
  /** Keeps the kept step nearest to this one under a name; null: the run as it stands. */
  keepStep(step: number | null, name: string): void
  /** Lets it be thinned out again. */
  releaseStep(step: number): void
  /** The best step by this figure is kept from now on; null: none. */
  keepBest(figure: MetricId | null): void
}

export function timelineActions(
  client: Pick<Client, 'rewind' | 'branch' | 'keepStep' | 'releaseStep' | 'keepBest'>,
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
    keepStep: (step, name) => void attempt(() => client.keepStep(step, name)),
    releaseStep: (step) => void attempt(() => client.releaseStep(step)),
    keepBest: (figure) => void attempt(() => client.keepBest(figure)),
    branch: (step) => {
      next = null
      void attempt(() => client.branch(step))
    },
  }
}
