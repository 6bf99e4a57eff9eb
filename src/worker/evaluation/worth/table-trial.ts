/** The study of worth on rows of a table: splits, draws, classic augmentation and learners. Knows no maker of fakes. */
import { GanvasError } from '../../../common/failure.ts'
import { permutation, type Stream } from '../../../common/numbers/random.ts'
import { joinRows, rowCount, takeRows } from '../../../common/tables/rows.ts'
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
  /** The forest unless given: the one figure of each arm is its macro-F1, or R² of a target of numbers. */
  readonly learner?: Learner
  /** Other makers of rows, judged beside; none unless given. */
  readonly rivals?: readonly RivalMaker<Rows>[]
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
  learner = forestLearner(),
  rivals = [],
}: TableTrialOptions): Trial<Rows> {
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
    classic: (reals, stream) => smote(reals, target, stream),
    join: joinRows,
    count: rowCount,
    rivals,
    *score(taught, stream) {
      return headline(yield* judgeLearner(learner, taught, test, target, stream))
    },
  }
}
