/** Solves symmetric systems by Cholesky's factors, in plain numbers. Knows no statistics. */

/**
 * The lower half of a positive definite matrix [d, d] becomes L with L·Lᵀ = the matrix. d³/6 multiply-adds; gives way after
 * each column. A pivot that is none, of rows that depend on each other, becomes the smallest number there is.
 */
export function* factorInSlices(lower: Float64Array, d: number): Generator<undefined, void, undefined> {
  for (let j = 0; j < d; j++) {
    for (let i = j; i < d; i++) {
      let sum = lower[i * d + j] ?? 0
      for (let k = 0; k < j; k++) sum -= (lower[i * d + k] ?? 0) * (lower[j * d + k] ?? 0)
      lower[i * d + j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / (lower[j * d + j] ?? 1)
    }
    yield
  }
}

/** As `factorInSlices`, at once. */
export function factor(lower: Float64Array, d: number): void {
  const columns = factorInSlices(lower, d)
  while (columns.next().done !== true) continue
}

/** x with L·Lᵀ·x = right. */
export function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const d = right.length
  const out = Float64Array.from(right)
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) out[i] = (out[i] ?? 0) - (lower[i * d + k] ?? 0) * (out[k] ?? 0)
    out[i] = (out[i] ?? 0) / (lower[i * d + i] ?? 1)
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) out[i] = (out[i] ?? 0) - (lower[k * d + i] ?? 0) * (out[k] ?? 0)
    out[i] = (out[i] ?? 0) / (lower[i * d + i] ?? 1)
  }
  return out
}
