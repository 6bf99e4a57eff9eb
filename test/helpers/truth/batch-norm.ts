/** Sums down columns and batch norm as their definitions say, in double precision: what fast kernels are compared with. */

/** [n, c] → [c], Σ over rows. */
export function columnSums(values: ArrayLike<number>, columns: number): Float64Array {
  const sums = new Float64Array(columns)
  for (let i = 0; i < values.length; i++) sums[i % columns] = (sums[i % columns] ?? 0) + (values[i] ?? NaN)
  return sums
}

export interface BatchNormCase {
  /** [n, c], and what its result's gradient is, before the rectifier. */
  readonly x: ArrayLike<number>
  readonly dy: ArrayLike<number>
  /** [c] */
  readonly scale: ArrayLike<number>
  readonly offset: ArrayLike<number>
  readonly epsilon: number
  readonly slope: number
}

export interface BatchNormTruth {
  readonly mean: Float64Array
  readonly variance: Float64Array
  readonly y: Float64Array
  readonly dx: Float64Array
  readonly dScale: Float64Array
  readonly dOffset: Float64Array
}

/** With its rectifier, and its gradients. (Ioffe & Szegedy 2015, algorithm 1 and section 3.) */
export function naiveBatchNorm({ x, dy, scale, offset, epsilon, slope }: BatchNormCase): BatchNormTruth {
  const columns = scale.length
  const rows = x.length / columns
  const averages = (value: (i: number, column: number) => number) =>
    columnSums(
      Float64Array.from(x, (_, i) => value(i, i % columns)),
      columns,
    ).map((sum) => sum / rows)
  const mean = averages((i) => x[i] ?? NaN)
  const apart = Float64Array.from(x, (value, i) => value - (mean[i % columns] ?? NaN))
  const variance = averages((i) => (apart[i] ?? NaN) ** 2)
  const inverse = variance.map((v) => 1 / Math.sqrt(v + epsilon))
  const white = apart.map((value, i) => value * (inverse[i % columns] ?? NaN))
  const up = averages((i) => dy[i] ?? NaN)
  const along = averages((i) => (dy[i] ?? NaN) * (white[i] ?? NaN))
  const at = (vector: ArrayLike<number>, i: number) => vector[i % columns] ?? NaN
  return {
    mean,
    variance,
    y: white.map((w, i) => w * at(scale, i) + at(offset, i)).map((y) => (y > 0 ? y : slope * y)),
    dx: white.map((w, i) => at(scale, i) * at(inverse, i) * ((dy[i] ?? NaN) - at(up, i) - w * at(along, i))),
    dScale: along.map((value) => value * rows),
    dOffset: up.map((value) => value * rows),
  }
}
