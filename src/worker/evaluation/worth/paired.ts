/** The mean of paired differences and how sure it is: Student's interval. Of plain numbers: knows no arms. */
import { studentQuantile } from '../../../common/numbers/student.ts'

export interface MeanInterval {
  readonly mean: number
  /** Both ends of the 95 % interval; ±Infinity of fewer than two values, as nothing is known of their scatter. */
  readonly low: number
  readonly high: number
  readonly count: number
}

export const CONFIDENCE = 0.95

/** Mean ± t(.975, n − 1) · s / √n; NaN values are left out. */
export function meanInterval(values: readonly number[]): MeanInterval {
  const told = values.filter((value) => !Number.isNaN(value))
  const count = told.length
  const mean = told.reduce((sum, value) => sum + value, 0) / count
  if (count < 2) return { mean, low: -Infinity, high: Infinity, count }
  const variance = told.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1)
  const reach = studentQuantile((1 + CONFIDENCE) / 2, count - 1) * Math.sqrt(variance / count)
  return { mean, low: mean - reach, high: mean + reach, count }
}

/** a − b, pair by pair; NaN where either is untold. @param a,b scores of the same seeds in the same order */
export function differences(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value - (b[i] ?? NaN))
}
