/** The study of worth on rows of a table: splits, draws, classic augmentation and learners. Knows no maker of fakes. */
import { GanvasError } from '../../../common/failure.ts'
import { permutation, type Stream } from '../../../common/numbers/random.ts'
import { isMissing, joinRows, rowCount, takeRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { headline, judgeLearner } from '../learners/judge-learner.ts'
import type { Learner } from '../learners/learner.ts'
import { forestLearner } from '../learners/trees.ts'
import { smote } from './smote.ts'
import type { RivalMaker, Trial, Work } from './study.ts'

export type Rows = readonly TableColumn[]

export interface TableTrialOptions {
  /** Rows that nothing is taught on. */
  readonly test: Rows
  /** Rows to draw real ones from. */
  readonly pool: Rows
  readonly target: string
  /** Fakes of a maker taught on these reals alone. */
  readonly fakes: (reals: Rows, stream: Stream) => Work<Rows>
  /** Further ones, four times as many; none unless given. */
  readonly moreFakes?: ((reals: Rows, stream: Stream) => Work<Rows>) | null
  /** The forest unless given: the one figure of each arm is its macro-F1, or R² of a target of numbers. */
  readonly learner?: Learner
  /** Other makers of rows, judged beside; none unless given. */
  readonly rivals?: readonly RivalMaker<Rows>[]
  /**
   * Parts of the test rows, one for each comparison: where all comparisons draw the same rows, only so do their differences tell what
   * other test rows would have said. All are asked about all unless given.
   */
  readonly parts?: number
}

/**
 * Draws of a stream are nested: the rows of a smaller draw are the first of a greater one, so that a curve rises by its rows and
 * not by luck. A draw of more rows than the pool has throws GanvasError `worth-rows`.
 */
export function tableTrial({
  test,
  pool,
  target,
  fakes,
  moreFakes = null,
  learner = forestLearner(),
  rivals = [],
  parts = 1,
}: TableTrialOptions): Trial<Rows> {
  const asked = dealt(test, target, parts)
  return {
    draw(items, stream) {
      const most = rowCount(pool)
      if (items <= most) return takeRows(pool, permutation(stream, most).subarray(0, items))
      throw new GanvasError(
        'worth-rows',
        `The study wants ${items} real rows and there are ${most} beside the test rows.`,
        'Ask for fewer rows, or hold fewer out.',
      )
    },
    fakes,
    moreFakes,
    classic: (reals, stream) => smote(reals, target, stream),
    join: joinRows,
    count: rowCount,
    rivals,
    *score(taught, stream, pair, others) {
      const about = others ?? asked[pair % parts] ?? test
      return headline(yield* judgeLearner(learner, taught, about, target, stream))
    },
  }
}

/** Rows ordered by the target and dealt out in turn: each part has its share of every class, or of every height. */
function dealt(rows: Rows, target: string, parts: number): Rows[] {
  const column = rows.find(({ name }) => name === target)
  if (parts === 1 || column === undefined) return [rows]
  const values = column.kind === 'number' ? column.values : column.codes
  const known = [...values.keys()].filter((row) => !isMissing(column, row))
  const order = known.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b)
  return Array.from({ length: parts }, (_, part) =>
    takeRows(
      rows,
      order.filter((_row, at) => at % parts === part),
    ),
  )
}
