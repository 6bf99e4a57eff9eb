/**
 * How many components a column needs: from a mixture that has more than enough, two at a time are put together and all are fitted
 * anew; the number with the least Bayesian information criterion is taken (Schwarz 1978: −2 log L + parameters · log n). Pure.
 */
import type { Grouped } from './grouped.ts'
import { fitMixture, MIXTURE, type Component } from './mixture.ts'

/** Mean, deviation and weight. */
const PARAMETERS = 3
/** Updates after two became one: the others are near where they were. */
const REFINE = { ...MIXTURE, iterations: 15 }

/** Ascending by their means. @param components at least one, none without a width */
export function mergeComponents(data: Grouped, components: readonly Component[]): Component[] {
  let current = [...components]
  let best = { components: current, criterion: criterionOf(data, current) }
  while (current.length > 1) {
    current = fitMixture(data, REFINE, withNearestMerged(data, current))
    const criterion = criterionOf(data, current)
    if (criterion <= best.criterion) best = { components: current, criterion }
  }
  return [...best.components].sort((a, b) => a.mean - b.mean)
}

function criterionOf(data: Grouped, components: readonly Component[]): number {
  const total = summed(
    data,
    components.map((component) => densityAt(data, component)),
  )
  return PARAMETERS * components.length * Math.log(data.total) - 2 * logLikelihood(data, total)
}

/** With those two neighbours as one that this costs the least likelihood. */
function withNearestMerged(data: Grouped, components: readonly Component[]): Component[] {
  const ordered = [...components].sort((a, b) => a.mean - b.mean)
  const densities = ordered.map((component) => densityAt(data, component))
  const total = summed(data, densities)
  let best: Component[] = ordered
  let most = -Infinity
  for (const [at, first] of ordered.entries()) {
    const second = ordered[at + 1]
    if (second === undefined) break
    const merged = together(first, second)
    const own = densityAt(data, merged)
    const [a, b] = [densities[at], densities[at + 1]]
    const all = total.map((sum, i) => sum - (a?.[i] ?? 0) - (b?.[i] ?? 0) + (own[i] ?? 0))
    const fit = logLikelihood(data, all)
    if (fit <= most) continue
    most = fit
    best = [...ordered.slice(0, at), merged, ...ordered.slice(at + 2)]
  }
  return best
}

/** The one with the mean and the variance of both. */
function together(a: Component, b: Component): Component {
  const weight = a.weight + b.weight
  const mean = (a.weight * a.mean + b.weight * b.mean) / weight
  const spread = ({ weight: own, deviation, mean: centre }: Component) =>
    own * (deviation ** 2 + (centre - mean) ** 2)
  return { mean, deviation: Math.sqrt((spread(a) + spread(b)) / weight), weight }
}

/** Weighted density at each group's mean. */
export function densityAt(
  { mean }: Pick<Grouped, 'mean'>,
  { mean: centre, deviation, weight }: Component,
): Float64Array {
  const scale = weight / (deviation * Math.sqrt(2 * Math.PI))
  return mean.map((x) => scale * Math.exp(-(((x - centre) / deviation) ** 2) / 2))
}

function summed(data: Grouped, densities: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(data.mean.length)
  for (const density of densities)
    for (let i = 0; i < total.length; i++) total[i] = (total[i] ?? 0) + (density[i] ?? 0)
  return total
}

function logLikelihood({ count }: Grouped, density: Float64Array): number {
  let sum = 0
  for (let i = 0; i < density.length; i++)
    sum += (count[i] ?? 0) * Math.log(Math.max(density[i] ?? 0, 1e-300))
  return sum
}
