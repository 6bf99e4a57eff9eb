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

/** Keeps the matrix regular where the constant is not priced. */
const TRACE = 1e-9

/**
 * The weights w [d + 1], the last one a constant, that minimise Σ shareᵢ (w·xᵢ − targetᵢ)² + λ Σₖ wₖ² (the constant is
 * free), λ > 0. By Cholesky's factors of the normal equations: n·d²/2 + d³/6 multiply-adds.
 */
export function* ridge(examples: Examples, lambda: number): Sliced<Float64Array> {
  const { gram, right } = yield* normalEquations(examples)
  const d = right.length
  for (let k = 0; k < d; k++) gram[k * d + k] = (gram[k * d + k] ?? 0) + (k < d - 1 ? lambda : TRACE)
  yield* factorInSlices(gram, d)
  return solve(gram, right)
}

/** w·x + constant, of each row. */
export function scores({ values, dimensions }: Rows, weights: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length / dimensions }, (_, i) => {
    let total = weights[dimensions] ?? 0
    for (let k = 0; k < dimensions; k++) total += (weights[k] ?? 0) * (values[i * dimensions + k] ?? NaN)
    return total
  })
}

/** Σ share·x·xᵀ (its lower half) and Σ share·target·x, x with a 1 behind it. */
function* normalEquations({
  rows,
  targets,
  shares,
}: Examples): Sliced<{ gram: Float64Array; right: Float64Array }> {
  const d = rows.dimensions + 1
  const gram = new Float64Array(d * d)
  const right = new Float64Array(d)
  const row = new Float64Array(d).fill(1)
  const allowance = new Allowance()
  for (let i = 0; i < targets.length; i++) {
    row.set(rows.values.subarray(i * (d - 1), (i + 1) * (d - 1)))
    for (let j = 0; j < d; j++) {
      const scaled = (shares[i] ?? 0) * (row[j] ?? 0)
      right[j] = (right[j] ?? 0) + scaled * (targets[i] ?? 0)
      for (let k = 0; k <= j; k++) gram[j * d + k] = (gram[j * d + k] ?? 0) + scaled * (row[k] ?? 0)
    }
    if (allowance.spend((d * d) / 2)) yield
  }
  return { gram, right }
}
