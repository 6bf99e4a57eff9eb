/** Questions about the rows of a table, as plain functions. Remembers nothing. */
import type { Metrics } from '../../common/protocol/report.ts'
import type { MakeRows, RowAnswers } from '../../common/protocol/rows.ts'
import type { SideName } from '../../common/protocol/side.ts'
import type { Ask } from './connection.ts'

export interface RowsClient {
  /** Fakes of a side's stage, each with the real row that it is nearest to. */
  compare(side: SideName, count: number): Promise<RowAnswers['compare-rows']>
  /** Rows that meet conditions, as the file of a table, with what they cost. */
  make(asked: MakeRows): Promise<RowAnswers['make-rows']>
  /** Ceases to make them: whoever waits is refused with `cancelled`. */
  stop(): Promise<null>
  /** A whole row that goes with the cells that are known, by their columns' names. */
  fill(cells: Readonly<Record<string, string>>, seed: number): Promise<RowAnswers['fill-row']>
  /** What the stage draws, as figures. */
  report(pairs: boolean): Promise<RowAnswers['row-report']>
  /** All figures, computed now on fresh rows. */
  evaluate(samples: number): Promise<Metrics>
}

export function rowsClient(ask: Ask): RowsClient {
  return {
    compare: (side, count) => ask({ kind: 'compare-rows', side, count }),
    make: (asked) => ask({ kind: 'make-rows', asked }),
    stop: () => ask({ kind: 'stop-rows' }),
    fill: (cells, seed) => ask({ kind: 'fill-row', cells, seed }),
    report: (pairs) => ask({ kind: 'row-report', pairs }),
    evaluate: (samples) => ask({ kind: 'evaluate', samples }),
  }
}
