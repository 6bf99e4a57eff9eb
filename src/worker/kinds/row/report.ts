/** What the stage draws of a table, as figures for the page: the same fakes and reals. Draws nothing. */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import type { ColumnReport, RowReport } from '../../../common/protocol/rows.ts'
import { learntColumns, type EncodedLearnt } from '../../../common/tables/learnt-columns.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { written } from './bars.ts'
import { barsOf, FAKES, fakesOf, pairsOf, realsOf, type ShownRows } from './scenes.ts'

/** @param pairs whether pairs of columns are wanted as well: they take their time */
export async function reportRows(run: ShownRows, pairs: boolean): Promise<RowReport> {
  const { dataset } = run
  const reals = realsOf(dataset)
  const made = await fakesOf(run, FAKES)
  const aligned = alignLabels(reals, made)
  const learnt = learntColumns(dataset.item.encoding)
  const columns = barsOf(dataset, reals, made).map(({ real, fake, alike, ...about }, at): ColumnReport => ({
    ...about,
    real: [...real],
    fake: [...fake],
    alike: Number.isNaN(alike) ? null : alike,
    means: meansOf(learnt[at]?.column, reals[at], aligned[at]),
  }))
  if (!pairs) return { columns, pairs: null, fakes: FAKES }
  const { names, differences } = pairsOf(reals, made)
  return { columns, pairs: { names, differences: [...differences] }, fakes: FAKES }
}

function meansOf(
  coded: EncodedLearnt | undefined,
  real: TableColumn | undefined,
  fake: TableColumn | undefined,
): ColumnReport['means'] {
  if (coded === undefined || coded.is === 'category') return null
  if (real?.kind !== 'number' || fake?.kind !== 'number') return null
  return { real: written(coded, meanOf(real.values)), fake: written(coded, meanOf(fake.values)) }
}

/** Of the values that are there; NaN where there is none. */
function meanOf(values: Float64Array): number {
  let [sum, count] = [0, 0]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count === 0 ? NaN : sum / count
}
