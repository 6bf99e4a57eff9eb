/** Rows that any language can make again: the minimal standard generator (Park & Miller 1988), x ← 16807 x mod 2³¹ − 1. */
import type { Rows } from '../../../src/worker/evaluation/metrics/rows.ts'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'

/** `count` rows in (0, 1), as 32-bit floats. */
export function minstdRows(seed: number, count: number, dimensions: number): Rows {
  let state = seed
  const values = Float32Array.from({ length: count * dimensions }, () => {
    state = (16807 * state) % 2147483647
    return state / 2147483647
  })
  return { values, dimensions }
}

/** The two sets whose figures were worked out in NumPy: 60 rows in (0, 1)³ and 50 in (−.5, 1)³. */
export const KNOWN_REAL = minstdRows(11, 60, 3)
const unit = minstdRows(23, 50, 3)
export const KNOWN_FAKE: Rows = {
  values: unit.values.map((value) => Math.fround(value * 1.5) - 0.5),
  dimensions: 3,
}

/** `count` rows from N(mean, deviation²) in every dimension. */
export function gaussianRows(seed: number, count: number, dimensions: number, mean = 0, deviation = 1): Rows {
  return { values: normals(streamFor(seed, 'evaluate'), count * dimensions, mean, deviation), dimensions }
}
