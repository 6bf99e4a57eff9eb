/** How far gradients are from the truth, relative to its size. */
import type { Values } from './maths.ts'
import type { Differences, Directional, Gradients } from './truth.ts'

/** Worst deviation of each order; the value is order 0. NaN counts as infinite. */
export type Deviation = readonly [number, number, number]

/** Below this share of the largest gradient, an input's own size is no scale: all of it may cancel to nothing. */
const FLOOR = 1e-2

/** Element by element: |a − b| over the largest |b| of that input. */
export function deviation(actual: Gradients, truth: Gradients): Deviation {
  return [
    worst([actual.value], [truth.value]),
    worst(actual.first, truth.first),
    worst(actual.second, truth.second),
  ]
}

/** Along lines: |Σ g·v − d| over Σ |g·v|. */
export function deviationFromDifferences(actual: Gradients, truth: Differences): Deviation {
  return [
    worst([actual.value], [truth.value]),
    worstAlong(actual.first, truth.first),
    worstAlong(actual.second, truth.second),
  ]
}

/** The largest magnitude: a truth of zeros would check nothing. */
export function largest(all: readonly Values[]): number {
  return all.reduce((most, { data }) => data.reduce((m, v) => Math.max(m, Math.abs(v)), most), 0)
}

function worst(actual: readonly Values[], truth: readonly Values[]): number {
  if (actual.length !== truth.length) return Infinity
  const floor = FLOOR * (largest(truth) || 1)
  return max(
    truth.map((expected, i) => {
      const { data } = actual[i] ?? { data: new Float64Array() }
      if (data.length !== expected.data.length) return Infinity
      const scale = Math.max(floor, largest([expected]))
      return max([...expected.data].map((v, j) => Math.abs((data[j] ?? NaN) - v) / scale))
    }),
  )
}

function worstAlong(actual: readonly Values[], truth: readonly Directional[]): number {
  const floor = FLOOR * (largest(actual) || 1)
  return max(
    truth.map(({ input, along, slope }) => {
      const products = along.map((v, j) => v * (actual[input]?.data[j] ?? NaN))
      const [net, gross] = products.reduce(([n, g], v) => [n + v, g + Math.abs(v)], [0, 0])
      return Math.abs(net - slope) / Math.max(floor, gross)
    }),
  )
}

function max(values: readonly number[]): number {
  return values.reduce((most, v) => (Number.isNaN(v) ? Infinity : Math.max(most, v)), 0)
}
