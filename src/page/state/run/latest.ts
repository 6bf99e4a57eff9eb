/** The figures of a run's last row, as the page shows them, and how they are read from its rows. Pure. */
import { SERIES_COLUMNS, SERIES_WIDTH, type SeriesColumn } from '../../../common/numbers/series-columns.ts'
import type { Series } from '../../../common/numbers/series.ts'

/** The latest row, for the live figures. NaN until there is one. */
export interface Latest {
  lossG: number
  lossD: number
  realScore: number
  fakeScore: number
  gradNormG: number
  gradNormD: number
  stepsPerSecond: number
}

/** No figure yet: shown as a dash. */
export const NO_FIGURES: Latest = {
  lossG: NaN,
  lossD: NaN,
  realScore: NaN,
  fakeScore: NaN,
  gradNormG: NaN,
  gradNormD: NaN,
  stepsPerSecond: NaN,
}

/** The figures of the last row; nothing when no step was made. */
export function lastRow(rows: Float32Array): Partial<Latest> {
  const start = rows.length - SERIES_WIDTH
  if (start < 0) return {}
  const at = (name: SeriesColumn): number => rows[start + SERIES_COLUMNS.indexOf(name)] ?? NaN
  return {
    lossG: at('lossG'),
    lossD: at('lossD'),
    realScore: at('realScore'),
    fakeScore: at('fakeScore'),
    gradNormG: at('gradNormG'),
    gradNormD: at('gradNormD'),
  }
}

/** The figures of the last step that still counts. */
export function figuresAt(series: Series): Partial<Latest> {
  const last = (name: SeriesColumn): number => series.column(name).at(-1) ?? NaN
  return {
    lossG: last('lossG'),
    lossD: last('lossD'),
    realScore: last('realScore'),
    fakeScore: last('fakeScore'),
    gradNormG: last('gradNormG'),
    gradNormD: last('gradNormD'),
  }
}
