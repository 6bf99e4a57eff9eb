/** Rows whose columns know nothing of each other: every value is drawn from its own column. What any maker of rows must beat. */
import { fork, integers } from '../../../common/numbers/random.ts'
import { rowCount, takeOf } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { demandTraining, type Synthesiser } from './synthesiser.ts'

/** @throws GanvasError `synthesis-rows` */
export function fitIndependent(training: readonly TableColumn[]): Synthesiser {
  demandTraining(training)
  const count = rowCount(training)
  return {
    *sample(asked, stream) {
      const made = training.map((column, at) => takeOf(column, integers(fork(stream, at), asked, count)))
      yield
      return made
    },
  }
}
