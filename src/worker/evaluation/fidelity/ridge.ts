/** Least squares with a price on large weights, in closed form. Plain arrays. */
import { factorInSlices, solve } from '../../../common/numbers/cholesky.ts'
import type { Rows } from '../metrics/rows.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'

/** Rows [n, d] with what each should score, and how much it counts. */
export interface Examples {
  readonly rows: Rows
  readonly targets: Float64Array
  readonly shares: Float64Array
}

/**
 * The weights w [d + 1], the last one a constant, that minimise Σ shareᵢ (w·xᵢ − targetᵢ)² + λ Σₖ wₖ² (the constant is
 * free), λ > 0. Solved over the examples, of which there are fewer than features: with X the rows about their mean, each
 * times the root of its share, w = Xᵀ(XXᵀ + λ)⁻¹y (Hastie, Tibshirani and Friedman, Elements of Statistical Learning, 18.3.5).
 * n²·d/2 + n³/6 multiply-adds.
 */
export function* ridge({ rows, targets, shares }: Examples, lambda: number): Sliced<Float64Array> {
  const n = targets.length
  const middle = weightedMean(rows, shares)
  yield
  const roots = shares.map(Math.sqrt)
  const centred = centre(rows, middle, roots)
  yield
  const gram = yield* products(centred, n, rows.dimensions)
  for (let i = 0; i < n; i++) gram[i * n + i] = (gram[i * n + i] ?? 0) + lambda
  yield* factorInSlices(gram, n)
  const level = targets.reduce((sum, target, i) => sum + target * (shares[i] ?? 0), 0) / total(shares)
  const right = targets.map((target, i) => (target - level) * (roots[i] ?? 0))
  return weightsOf(centred, solve(gram, right), { middle, level })
}

/** w·x + constant, of each row. */
export function scores({ values, dimensions }: Rows, weights: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length / dimensions }, (_, i) => {
    let total = weights[dimensions] ?? 0
    for (let k = 0; k < dimensions; k++) total += (weights[k] ?? 0) * (values[i * dimensions + k] ?? NaN)
    return total
  })
}

function weightedMean({ values, dimensions: d }: Rows, shares: Float64Array): Float64Array {
  const mean = new Float64Array(d)
  const all = total(shares)
  for (let i = 0; i < shares.length; i++) {
    const share = (shares[i] ?? 0) / all
    for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + share * (values[i * d + k] ?? NaN)
  }
  return mean
}

function centre({ values, dimensions: d }: Rows, middle: Float64Array, roots: Float64Array): Float64Array {
  const out = new Float64Array(values.length)
  for (let i = 0; i < roots.length; i++) {
    const root = roots[i] ?? 0
    for (let k = 0; k < d; k++) out[i * d + k] = root * ((values[i * d + k] ?? NaN) - (middle[k] ?? 0))
  }
  return out
}

/** The lower half of X·Xᵀ, X [n, d]. */
function* products(rows: Float64Array, n: number, d: number): Sliced<Float64Array> {
  const gram = new Float64Array(n * n)
  const allowance = new Allowance()
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k < d; k++) sum += (rows[i * d + k] ?? 0) * (rows[j * d + k] ?? 0)
      gram[i * n + j] = sum
      if (allowance.spend(d)) yield
    }
  }
  return gram
}

function weightsOf(
  centred: Float64Array,
  parts: Float64Array,
  { middle, level }: { middle: Float64Array; level: number },
): Float64Array {
  const d = middle.length
  const weights = new Float64Array(d + 1)
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? 0
    for (let k = 0; k < d; k++) weights[k] = (weights[k] ?? 0) + part * (centred[i * d + k] ?? 0)
  }
  weights[d] = middle.reduce((sum, value, k) => sum - value * (weights[k] ?? 0), level)
  return weights
}

function total(shares: Float64Array): number {
  return shares.reduce((sum, share) => sum + share, 0)
}
