/** Whoever exports no rows of a table asks nobody for them. */
import type { RowMaker } from '../../../src/worker/session/exports/items.ts'

export const NO_ROWS: RowMaker = {
  begin: () => Promise.reject(new Error('nobody makes rows here')),
}
