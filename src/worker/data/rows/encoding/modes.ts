/**
 * How many modes a column of numbers has, and where they lie: one where one is enough. Nearly normal columns learn worse with
 * many (Zhao et al. 2021, ablation of CTAB-GAN), columns of several peaks, or of a long reach, learn worse with one.
 */
import type { Mode } from '../../../../common/tables/table-encoding.ts'
import { integers, uniforms, type Stream } from '../../../../common/numbers/random.ts'
import { grouped } from './grouped.ts'
import { mergeComponents } from './merge.ts'
import { fitMixture, type Component } from './mixture.ts'
import { DEVIATIONS, deviationOf, innerDeviation, withOutside, withoutFar } from './outliers.ts'
import { hasValley, peaksOf } from './peaks.ts'

/** So many rows are looked at. */
const SAMPLE = 5000
/** Groups of neighbours that they are put into. */
const GROUPS = 500
/** A component of less weight is none. */
const LEAST_WEIGHT = 0.005
/** One scale shows all where it reaches no further than so many deviations from end to end. */
const REACH = 16
/** The ends of the range are told by this, for a tanh never reaches 1. */
export const FULL = 0.99

/**
 * At least one mode.
 * @param numbers ascending, of training rows, after the logarithm where one is taken
 * @param step between neighbours on their grid; 0 where they have none
 * @param stream which rows are looked at
 */
export function modesOf(numbers: Float64Array, step: number, stream: Stream): Mode[] {
  const low = numbers[0] ?? 0
  const high = numbers.at(-1) ?? 0
  const single = (): Mode[] => [
    {
      mean: (low + high) / 2,
      deviation: deviationOf(numbers),
      scale: high > low ? (high - low) / 2 / FULL : 1,
      weight: 1,
      count: numbers.length,
    },
  ]
  if (high <= low) return single()
  const sample = sampleOf(numbers, step, stream)
  const inner = innerDeviation(numbers)
  const data = grouped(withoutFar(sample, inner), GROUPS)
  const fitted = fitMixture(data).filter(({ weight, deviation }) => weight > LEAST_WEIGHT && deviation > 0)
  const components = mergeComponents(data, fitted)
  const reaches = high - low > REACH * inner
  if (!reaches && !hasValley(sample, peaksOf(components, low, high))) return single()
  return withCounts(withOutside(components, numbers), numbers)
}

/** Rows at random, ascending, each moved within its step of the grid, so that no mode stands on a single value. */
function sampleOf(numbers: Float64Array, step: number, stream: Stream): Float64Array {
  const all = numbers.length <= SAMPLE
  const count = Math.min(SAMPLE, numbers.length)
  const at = all ? null : integers(stream, count, numbers.length)
  const moves = uniforms(stream, count, -step / 2, step / 2)
  return Float64Array.from({ length: count }, (_, i) => (numbers[at?.[i] ?? i] ?? 0) + (moves[i] ?? 0)).sort()
}

/** With the rows that belong to each, and a scale that reaches all of them. */
function withCounts(components: readonly Component[], numbers: Float64Array): Mode[] {
  const owner = ownerAmong(components)
  const counts = components.map(() => 0)
  const reach = components.map(({ deviation }) => DEVIATIONS * deviation)
  for (const value of numbers) {
    const k = owner(value)
    counts[k] = (counts[k] ?? 0) + 1
    reach[k] = Math.max(reach[k] ?? 0, Math.abs(value - (components[k]?.mean ?? 0)))
  }
  const total = components.reduce((sum, { weight }) => sum + weight, 0)
  return components.map(({ mean, deviation, weight }, k) => ({
    mean,
    deviation,
    scale: (reach[k] ?? 1) / FULL,
    weight: weight / total,
    count: counts[k] ?? 0,
  }))
}

/** Which mode a value belongs to more than to any other. */
export function ownerAmong(modes: readonly Component[]): (value: number) => number {
  const constants = modes.map(({ weight, deviation }) => Math.log(weight / deviation))
  return (value) => {
    let best = 0
    let most = -Infinity
    for (let k = 0; k < modes.length; k++) {
      const mode = modes[k]
      if (mode === undefined) continue
      const away = (value - mode.mean) / mode.deviation
      const log = (constants[k] ?? 0) - (away * away) / 2
      if (log <= most) continue
      most = log
      best = k
    }
    return best
  }
}
