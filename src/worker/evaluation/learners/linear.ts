/** Linear regression with a small L2 penalty (ridge), by the normal equations. Learns a number from the other columns. */
import { GanvasError } from '../../../common/failure.ts'
import { factorInSlices, solve } from '../../../common/numbers/cholesky.ts'
import { Allowance } from '../metrics/slices.ts'
import { encode, fitEncoder } from './encode.ts'
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
        for (let a = 0; a < d; a++) {
          const x = a < width ? (rows[i * width + a] ?? 0) : 1
          if (x === 0) continue
          right[a] = (right[a] ?? 0) + x * residual
          for (let b = 0; b <= a; b++) {
            products[a * d + b] =
              (products[a * d + b] ?? 0) + x * (b < width ? (rows[i * width + b] ?? 0) : 1)
          }
        }
        if (allowance.spend((d * d) / 2)) yield
      }
      // The intercept is not held back, but for what keeps the matrix regular.
      for (let a = 0; a < width; a++) products[a * d + a] = (products[a * d + a] ?? 0) + penalty
      yield* factorInSlices(products, d)
      const weights = solve(products, right)
      return {
        predict(asked) {
          const inputs = encode(encoder, asked)
          return Float64Array.from({ length: width === 0 ? 0 : inputs.length / width }, (_, i) => {
            let sum = centre + (weights[width] ?? 0)
            for (let k = 0; k < width; k++) sum += (weights[k] ?? 0) * (inputs[i * width + k] ?? 0)
            return sum
          })
        },
      }
    },
  }
}
