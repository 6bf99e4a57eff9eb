/**
 * The columns of a run's history, in the order in which one step's row is laid out. One row per generator update.
 * Shared by the worker, which writes rows, and the page, which keeps them in typed arrays.
 */
export const SERIES_COLUMNS = [
  'step',
  'lossD',
  'lossG',
  'realScore',
  'fakeScore',
  'gradNormD',
  'gradNormG',
  'penalty',
] as const

export type SeriesColumn = (typeof SERIES_COLUMNS)[number]

export const SERIES_WIDTH = SERIES_COLUMNS.length
