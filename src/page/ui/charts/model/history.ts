/** Where a chart's values come from: the run's rows, or figures measured now and then. Must not keep views of either. */
import type { SeriesColumn } from '../../../../common/numbers/series-columns.ts'
import { thin, type StepWindow, type Thinned } from '../../../state/run/series.ts'
import type { Series } from '../../../../common/numbers/series.ts'
import { smoothAt } from './smooth.ts'

export interface History<K extends string> {
  /** −1 when there is nothing yet. */
  readonly lastStep: number
  /** The last step of the run, which all charts share as their end. */
  readonly runStep: number
  /** What a window looks like in at most so many points. */
  pick(keys: readonly K[], window: StepWindow, points: number): Thinned
  /** How many rows a window holds. */
  rows(window: StepWindow): number
  /** The moving average of a column at the given steps; null where smoothing makes no sense. */
  smooth(key: K, at: Float32Array, halfLife: number): Float32Array | null
  /** The step nearest to `step` that has a value, and the values there. */
  nearest(step: number, keys: readonly K[]): { step: number; values: number[] } | null
}

/** The run's rows. */
export function seriesHistory(series: Series): History<SeriesColumn> {
  return {
    get lastStep() {
      return series.lastStep
    },
    get runStep() {
      return series.lastStep
    },
    pick: (keys, window, points) => thin(series, keys, window, points),
    rows: (window) => series.rowAt(window.to + 1) - series.rowAt(window.from),
    smooth: (key, at, halfLife) => smoothAt(series.column('step'), series.column(key), at, halfLife),
    nearest(step, keys) {
      const after = Math.min(series.rowAt(step), series.length - 1)
      if (after < 0) return null
      const steps = series.column('step')
      const before = Math.max(0, after - 1)
      const row =
        Math.abs((steps[before] ?? 0) - step) < Math.abs((steps[after] ?? 0) - step) ? before : after
      return { step: steps[row] ?? 0, values: keys.map((key) => series.column(key)[row] ?? NaN) }
    },
  }
}
