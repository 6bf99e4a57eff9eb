/** Puts every feature on the same footing before distances are taken; fitted on reals alone. */
import { countRows, type Rows } from '../metrics/rows.ts'

export interface Standard {
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

/** Doubles added up a few thousand times lose about this part of their sum. */
const ROUNDING = 1e-9

/** Mean and standard deviation of each number over the reals. A number that is constant, but for
 * what adding up rounds, gets deviation 1. Cost 2·n·d. */
export function fitStandard(reals: Rows): Standard {
  const count = countRows(reals)
  const d = reals.dimensions
  const mean = new Float64Array(d)
  const deviation = new Float64Array(d)
  for (let at = 0; at < reals.values.length; at++)
    mean[at % d] = (mean[at % d] ?? 0) + (reals.values[at] ?? 0) / count
  for (let at = 0; at < reals.values.length; at++) {
    const difference = (reals.values[at] ?? 0) - (mean[at % d] ?? 0)
    deviation[at % d] = (deviation[at % d] ?? 0) + (difference * difference) / count
  }
  return {
    mean,
    deviation: deviation.map((variance, k) => {
      const spread = Math.sqrt(variance)
      return spread > ROUNDING * Math.abs(mean[k] ?? 0) ? spread : 1
    }),
  }
}

/** (x − mean) / deviation, number by number, into new rows. */
export function standardise(rows: Rows, { mean, deviation }: Standard): Rows {
  const d = rows.dimensions
  const values = rows.values.map((value, at) => (value - (mean[at % d] ?? 0)) / (deviation[at % d] ?? 1))
  return { values, dimensions: d }
}
