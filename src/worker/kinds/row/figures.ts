/**
 * Figures of fakes against reals of a table: decoded first, as whoever takes them away would have them. Live figures look at few
 * rows of few columns; the rest is asked for.
 */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { sampleRows } from '../../../common/tables/rows.ts'
import type { CategoryColumn, TableColumn } from '../../../common/tables/table-column.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import type { RowSet } from '../../data/row-set.ts'
import { evaluateRows } from '../../evaluation/metrics/evaluate.ts'
import { finish } from '../../evaluation/metrics/slices.ts'
import { categoryCoverage } from '../../evaluation/tables/column-figures.ts'
import { measureTable, type TableFigures } from '../../evaluation/tables/measure-table.ts'
import { tableQuality } from '../../evaluation/tables/quality.ts'
import type { Figures } from '../kind.ts'
import { embeddingFor } from './embedding.ts'
import { lostCategories } from './lost-categories.ts'
import { columnsOf } from './made-rows.ts'

/** Rows of a live look, and columns whose pairs it compares. */
const LOOK = 600
const MOST_COLUMNS = 16

/** Labels that share a part are drawn alike in every look. */
const DRAWN = streamFor(0, 'evaluate')

export const rowFigures: Figures<RowSet> = {
  *features(set, items) {
    return embeddingFor(set).of(columnsOf(set.item, items, DRAWN))
  },
  known: (set) => ({
    samples: LOOK,
    measure: (fakes) => liveFigures(set, columnsOf(set.item, fakes, DRAWN)),
  }),
  *evaluate(set, reals, fakes, stream) {
    const made = columnsOf(set.item, fakes, DRAWN)
    const real = columnsOf(set.item, reals, DRAWN)
    const embedding = embeddingFor(set)
    const common = yield* evaluateRows(embedding.of(real), embedding.of(made), stream)
    const { training, heldOut } = set.split
    const figures = yield* measureTable(set.take(training), set.take(heldOut), made, stream)
    return { ...common, ...asMetrics(figures, set, made) }
  },
  classes: null,
  fidelity: null,
  restored: null,
  lost: {
    of: (set, items) =>
      lostCategories(realsOf(set), columnsOf(set.item, items, DRAWN)).map(({ sentence }) => sentence),
  },
}

function liveFigures(set: RowSet, made: readonly TableColumn[]): Metrics {
  const reals = realsOf(set)
  const stride = Math.ceil(reals.length / MOST_COLUMNS)
  const some = (columns: readonly TableColumn[]) => columns.filter((_, at) => at % stride === 0)
  const aligned = alignLabels(reals, made)
  const { shapes, trends } = finish(tableQuality(some(reals), some(aligned)))
  return {
    ...told({ columnShapes: shapes, columnPairs: trends, categoryCoverage: meanCoverage(reals, aligned) }),
    lostCategories: lostCategories(reals, made).length,
    samples: LOOK,
  }
}

const known = new WeakMap<RowSet, readonly TableColumn[]>()

/** Some training rows, the same ones at every look. */
function realsOf(set: RowSet): readonly TableColumn[] {
  const before = known.get(set)
  if (before !== undefined) return before
  const some = sampleRows(set.take(set.split.training), 2 * LOOK, DRAWN)
  known.set(set, some)
  return some
}

function asMetrics(figures: TableFigures, set: RowSet, made: readonly TableColumn[]): Partial<Metrics> {
  const { quality, detection, copied, heldOut } = figures
  const reals = set.take(set.split.training)
  return {
    ...told({
      columnShapes: quality.shapes,
      columnPairs: quality.trends,
      categoryCoverage: meanCoverage(reals, alignLabels(reals, made)),
      detection,
      copiedRows: copied,
      ...(heldOut === null
        ? {}
        : { nearerToTraining: heldOut.nearerToTraining, membershipAuc: heldOut.membershipAuc }),
    }),
    lostCategories: lostCategories(reals, made).length,
  }
}

/** Over the columns of categories; NaN where there are none. */
function meanCoverage(reals: readonly TableColumn[], made: readonly TableColumn[]): number {
  const shares = reals.flatMap((real, at) => {
    const fake = made[at]
    return isCategory(real) && fake !== undefined && isCategory(fake) ? [categoryCoverage(real, fake)] : []
  })
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

function isCategory(column: TableColumn): column is CategoryColumn {
  return column.kind === 'category'
}

/** What cannot be told is left out. */
function told(figures: Partial<Metrics>): Partial<Metrics> {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => Number.isFinite(value)))
}
