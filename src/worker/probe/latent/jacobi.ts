/**
 * All eigenvalues and vectors of a small symmetric matrix by Jacobi's method: plane rotations, each of which makes one
 * pair of entries zero, until none is left. Exact to rounding, and dear beyond a few dozen rows.
 */

const MOST_SWEEPS = 60

export interface AllEigen {
  /** Largest first. */
  values: number[]
  /** One unit vector per value. */
  vectors: Float64Array[]
}

/** @param a [n, n] row by row, symmetric; it is used up */
export function jacobi(a: Float64Array, n: number): AllEigen {
  const v = identity(n)
  const total = a.reduce((sum, x) => sum + x * x, 0)
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, n) > 1e-26 * total; sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q)
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => at(a, n, j, j) - at(a, n, i, i))
  return {
    values: order.map((i) => at(a, n, i, i)),
    // Row i of v holds eigenvector i, since the rotations are applied to its rows.
    vectors: order.map((i) => v.slice(i * n, (i + 1) * n)),
  }
}

/** Makes a[p][q] zero: tan of the angle is the smaller root of t² + 2θt − 1 = 0, θ = (a_qq − a_pp) / 2a_pq. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const entry = at(a, n, p, q)
  if (entry === 0) return
  const theta = (at(a, n, q, q) - at(a, n, p, p)) / (2 * entry)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  for (let i = 0; i < n; i++) turn(a, i * n + p, i * n + q, cosine, sine)
  for (let i = 0; i < n; i++) turn(a, p * n + i, q * n + i, cosine, sine)
  for (let i = 0; i < n; i++) turn(v, p * n + i, q * n + i, cosine, sine)
}

function turn(values: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const x = values[p] ?? 0
  const y = values[q] ?? 0
  values[p] = cosine * x - sine * y
  values[q] = sine * x + cosine * y
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += 2 * at(a, n, i, j) ** 2
  return sum
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) out[i * n + i] = 1
  return out
}

function at(a: Float64Array, n: number, row: number, column: number): number {
  return a[row * n + column] ?? 0
}
