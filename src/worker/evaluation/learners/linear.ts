/** Linear regression with a small L2 penalty (ridge), by the normal equations. Learns a number from the other columns. */
import { GanvasError } from '../../../common/failure.ts'
import { factorInSlices, solve } from '../../../common/numbers/cholesky.ts'
import { Allowance } from '../metrics/slices.ts'
import { addRow, encode, fitEncoder, rowTimes } from './encode.ts'
import { demandRows, responsesOf, type Learner } from './learner.ts'

/** Penalty on scaled inputs: keeps columns that say the same apart, and alters the rest by less than anyone sees. */
const PENALTY = 1e-3

export function linearLearner(penalty = PENALTY): Learner {
  return {
    *fit(features, target) {
      demandRows(features, target)
      const responses = responsesOf(target)
      if (responses.kind !== 'values') {
        throw new GanvasError(
          'learner-target',
          `“${target.name}” is a category: linear regression predicts numbers.`,
          'Choose a column of numbers, or another learner.',
        )
      }
      const encoder = fitEncoder(features)
      const { width } = encoder
      const rows = encode(encoder, features)
      const count = responses.values.length
      const centre = responses.values.reduce((sum, value) => sum + value / count, 0)
      const d = width + 1
      const products = new Float64Array(d * d)
      const right = new Float64Array(d)
      const allowance = new Allowance()
      for (let i = 0; i < count; i++) {
        const residual = (responses.values[i] ?? 0) - centre
        addRow(rows, i, residual, right, 0)
        for (let at = i * rows.perRow, end = at + rows.perRow; at < end; at++) {
          addRow(rows, i, rows.values[at] ?? 0, products, (rows.places[at] ?? 0) * d)
        }
        // The last input is always 1.
        addRow(rows, i, 1, products, width * d)
        if (allowance.spend(rows.perRow ** 2)) yield
      }
      products[width * d + width] = count
      // The intercept is not held back, but for what keeps the matrix regular.
      for (let a = 0; a < width; a++) products[a * d + a] = (products[a * d + a] ?? 0) + penalty
      yield* factorInSlices(products, d)
      const weights = solve(products, right)
      return {
        *predict(asked) {
          yield
          const inputs = encode(encoder, asked)
          const mean = centre + (weights[width] ?? 0)
          return Float64Array.from({ length: inputs.count }, (_, i) => mean + rowTimes(inputs, i, weights, 0))
        },
      }
    },
  }
}
