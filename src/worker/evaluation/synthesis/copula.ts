/**
 * A Gaussian copula: every column becomes normal by its ranks, their correlations are kept, and normal rows drawn from them are
 * turned back (Nelsen 2006; as tables are made with it: Patki, Wedge & Veeramachaneni 2016, "The Synthetic Data Vault"). Keeps
 * each column and what one number can say of each pair.
 */
import { factor } from '../../../common/numbers/cholesky.ts'
import { fastNormalQuantile } from '../../../common/numbers/normal-quantile.ts'
import { normalShare } from '../../../common/numbers/normal.ts'
import { fork, normals } from '../../../common/numbers/random.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { correlation } from '../tables/pair-figures.ts'
import { marginalOfCategory, marginalOfNumber, type Marginal } from './marginal.ts'
import { heightsAmong } from './category-order.ts'
import { demandTraining, type Synthesiser } from './synthesiser.ts'

/** Shares of the identity that are mixed into the correlations until they can be drawn from. */
const SHRINKS = [0, 1e-6, 1e-4, 1e-3, 1e-2, 0.1, 1]
/** A column whose part of its own is less than this is taken for a mix of others. */
const LEAST_OWN = 1e-5
/** Operations of a rank turned normal, and of a normal value turned back. */
const TURN_COST = 40

/** Cost n·d². @throws GanvasError `synthesis-rows` */
export function* fitCopula(training: readonly TableColumn[]): Sliced<Synthesiser> {
  demandTraining(training)
  const d = training.length
  const allowance = new Allowance()
  const marginals: Marginal[] = []
  const scores: Float64Array[] = []
  const numbers = training.map((column) => (column.kind === 'number' ? marginalOfNumber(column) : null))
  const told = numbers.filter((marginal) => marginal !== null).map(({ shares }) => shares)
  for (const [at, column] of training.entries()) {
    const marginal =
      column.kind === 'number'
        ? (numbers[at] ?? marginalOfNumber(column))
        : marginalOfCategory(column, heightsAmong(column, told))
    marginals.push(marginal)
    scores.push(marginal.shares.map(fastNormalQuantile))
    if (allowance.spend(marginal.shares.length * (TURN_COST + told.length))) yield
  }
  const correlations = new Float64Array(d * d)
  for (let a = 0; a < d; a++) {
    correlations[a * d + a] = 1
    for (let b = 0; b < a; b++) {
      const [first, second] = [scores[a], scores[b]]
      const found = first && second ? correlation(first, second) : 0
      correlations[a * d + b] = Number.isNaN(found) ? 0 : found
      if (allowance.spend((first?.length ?? 0) * 6)) yield
    }
  }
  const lower = positiveFactor(correlations, d)
  return {
    *sample(count, stream) {
      const drawn = Array.from({ length: d }, (_, k) => normals(fork(stream, k), count))
      const made: TableColumn[] = []
      for (const [a, marginal] of marginals.entries()) {
        const shares = new Float64Array(count)
        for (let i = 0; i < count; i++) {
          let z = 0
          for (let k = 0; k <= a; k++) z += (lower[a * d + k] ?? 0) * (drawn[k]?.[i] ?? 0)
          shares[i] = normalShare(z)
        }
        made.push(marginal.column(shares))
        if (allowance.spend(count * (a + TURN_COST))) yield
      }
      return made
    },
  }
}

/** L with L·Lᵀ = the correlations, shrunk towards the identity as little as makes them positive definite. [d, d], lower half */
export function positiveFactor(correlations: Float64Array, d: number): Float64Array {
  for (const shrink of SHRINKS) {
    const lower = correlations.map((value, at) => (at % (d + 1) === 0 ? value : (1 - shrink) * value))
    factor(lower, d)
    let least = Infinity
    for (let k = 0; k < d; k++) least = Math.min(least, lower[k * d + k] ?? 0)
    if (least > LEAST_OWN) return lower
  }
  return Float64Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 : 0))
}
