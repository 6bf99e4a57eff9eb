/** What every maker of tables without a network is: fitted on training rows, it draws rows. Knows no maker. */
import { GanvasError } from '../../../common/failure.ts'
import { fork, type Stream } from '../../../common/numbers/random.ts'
import { joinRows, rowCount, takeRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import type { Sliced } from '../metrics/slices.ts'

export interface Synthesiser {
  /** So many new rows with the columns, in order, and the labels of the training rows. The same stream draws the same rows. */
  sample(count: number, stream: Stream): Sliced<TableColumn[]>
}

/** @throws GanvasError `synthesis-rows` where there is nothing to fit to */
export function demandTraining(columns: readonly TableColumn[]): void {
  if (rowCount(columns) > 0) return
  throw new GanvasError(
    'synthesis-rows',
    'There are no rows to make others like.',
    'Give at least one row with one column.',
  )
}

export interface SampleWhere {
  /** At most as many rows as were asked for. */
  readonly columns: TableColumn[]
  /** Share of the rows drawn that met the condition: what the condition cost. */
  readonly acceptance: number
}

/** Rows drawn for each row asked, at most. */
const PATIENCE = 200
const LEAST_BATCH = 200

/**
 * Rows that meet a condition, by drawing and leaving out the others: right for every maker, slow where few meet it. Gives up
 * after `PATIENCE` rows drawn for each that was asked for, and hands over what it has.
 */
export function* sampleWhere(
  synthesiser: Synthesiser,
  holds: (columns: readonly TableColumn[], row: number) => boolean,
  count: number,
  stream: Stream,
): Sliced<SampleWhere> {
  let kept: TableColumn[] | null = null
  let [drawn, found] = [0, 0]
  for (let batch = 0; found < count && drawn < count * PATIENCE; batch++) {
    const size = Math.max(LEAST_BATCH, count)
    const columns = yield* synthesiser.sample(size, fork(stream, batch))
    drawn += size
    const rows = [...Array(size).keys()].filter((row) => holds(columns, row))
    found += rows.length
    const met = takeRows(columns, rows)
    kept = kept === null ? met : joinRows(kept, met)
  }
  const rows = Uint32Array.from({ length: Math.min(count, found) }, (_, i) => i)
  return { columns: takeRows(kept ?? [], rows), acceptance: drawn === 0 ? 1 : found / drawn }
}
