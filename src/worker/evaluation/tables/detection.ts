/**
 * Can a logistic regression tell fakes from reals? SDMetrics' LogisticDetection: 1 − mean over 3 folds of (2·max(.5, AUC) − 1);
 * 1 when it cannot, 0 when it always can. It sees no pairs: fakes with every column right and no tie between them pass.
 */
import { fork, permutation, type Stream } from '../../../common/numbers/random.ts'
import { joinRows, rowCount, takeRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { encode, fitEncoder } from '../learners/encode.ts'
import { fitLogistic, logisticShares } from '../learners/logistic.ts'
import { rocAuc } from '../learners/scores.ts'
import type { Sliced } from '../metrics/slices.ts'

const FOLDS = 3
/** scikit-learn's, which SDMetrics leaves as they are. */
const ENOUGH = { steps: 100, tolerance: 1e-4 }

/**
 * Unlike SDMetrics it does not fail on a category that only one side has: that tells them apart, as it should.
 * @param foldOf fold of each real and then of each fake, [reals + fakes]: `folds`
 */
export function* logisticDetection(
  real: readonly TableColumn[],
  fake: readonly TableColumn[],
  foldOf: ArrayLike<number>,
): Sliced<number> {
  const rows = joinRows(real, fake)
  const reals = rowCount(real)
  const all = [...Array(rowCount(rows)).keys()]
  let found = 0
  for (let fold = 0; fold < FOLDS; fold++) {
    const [taught, asked] = [
      all.filter((row) => foldOf[row] !== fold),
      all.filter((row) => foldOf[row] === fold),
    ]
    const train = takeRows(rows, taught)
    const encoder = fitEncoder(train, 'robust')
    const isReal = Int32Array.from(taught, (row) => (row < reals ? 1 : 0))
    const weights = new Float64Array(taught.length).fill(1)
    const model = yield* fitLogistic(encode(encoder, train), isReal, 2, weights, ENOUGH)
    const shares = logisticShares(model, encode(encoder, takeRows(rows, asked)))
    const area = rocAuc(
      asked.map((_, at) => shares[at * 2 + 1] ?? NaN),
      asked.map((row) => (row < reals ? 1 : 0)),
    )
    found += (Math.max(0.5, area) * 2 - 1) / FOLDS
  }
  return 1 - found
}

/** Three folds with as many reals and as many fakes in each, as far as they go. [reals + fakes] */
export function folds(reals: number, fakes: number, stream: Stream): Uint8Array {
  const out = new Uint8Array(reals + fakes)
  permutation(fork(stream, 0), reals).forEach((row, place) => (out[row] = place % FOLDS))
  permutation(fork(stream, 1), fakes).forEach((row, place) => (out[reals + row] = place % FOLDS))
  return out
}
