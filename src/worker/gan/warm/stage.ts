/** When a run is in its warm start: the first steps, before the game. Knows no tensors. */
import type { RunConfig } from '../../../common/config/run-config.ts'

/** Whether step `step` (0-based) still belongs to the warm start. */
export function isWarm({ warmStart }: Pick<RunConfig, 'warmStart'>, step: number): boolean {
  return step < warmStart
}

/** Steps from `step` on that are of the same stage; infinite in the game. */
export function leftInStage({ warmStart }: Pick<RunConfig, 'warmStart'>, step: number): number {
  return step < warmStart ? warmStart - step : Number.POSITIVE_INFINITY
}
