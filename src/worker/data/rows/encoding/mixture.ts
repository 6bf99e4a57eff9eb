/**
 * A mixture of normal distributions of one dimension, fitted by variational inference with a truncated Dirichlet process over
 * the weights (Blei & Jordan 2006, "Variational inference for Dirichlet process mixtures", Bayesian Analysis 1; the normal-gamma
 * updates as in Bishop 2006, section 10.2). Components that the data do not need keep next to no weight. Pure; deterministic.
 */
import { digamma } from './digamma.ts'
import type { Grouped } from './grouped.ts'

export interface Component {
  readonly mean: number
  readonly deviation: number
  readonly weight: number
}

export interface MixtureOptions {
  readonly components: number
  /** γ of the sticks Beta(1, γ): the smaller, the fewer components. */
  readonly concentration: number
  readonly iterations: number
  /** It has come to rest when the bound for a row rises by less. */
  readonly tolerance: number
}

export const MIXTURE: MixtureOptions = {
  components: 10,
  concentration: 1e-3,
  iterations: 100,
  tolerance: 1e-6,
}

/** The prior: mean of the data, as sure as one row; variance of the data with one degree of freedom. */
const PRIOR_ROWS = 1
const PRIOR_FREEDOM = 1

/** Of each component, as it is while fitting. */
interface State {
  /** Σ of the responsibilities. */
  readonly rows: Float64Array
  readonly mean: Float64Array
  /** Scatter: ν times the variance that is expected. */
  readonly scatter: Float64Array
}

/**
 * All components, also those that hardly any row belongs to; their weights sum to 1.
 * @param data neighbours in groups; each counts with the variance within it @param options see MIXTURE
 * @param start components to begin with; absent: as many rows to each, from left to right
 */
export function fitMixture(
  data: Grouped,
  options = MIXTURE,
  start: readonly Component[] = evenly(data, options.components),
): Component[] {
  const { concentration, iterations, tolerance } = options
  const prior = priorOf(data)
  if (prior.variance === 0 || data.total < 2) return [{ mean: prior.mean, deviation: 0, weight: 1 }]
  const K = start.length
  const responsibility = new Float64Array(data.mean.length * K)
  const state: State = {
    rows: Float64Array.from(start, ({ weight }) => weight * data.total),
    mean: Float64Array.from(start, ({ mean }) => mean),
    scatter: Float64Array.from(
      start,
      ({ weight, deviation }) => deviation ** 2 * (PRIOR_FREEDOM + weight * data.total),
    ),
  }
  let last = -Infinity
  for (let iteration = 0; iteration < iterations; iteration++) {
    const fit = expect(data, responsibility, state, concentration)
    maximise(data, responsibility, prior, state)
    if (Math.abs(fit - last) < tolerance) break
    last = fit
  }
  return componentsOf(state, concentration)
}

/** As many rows to each component, from left to right. */
function evenly(data: Grouped, components: number): Component[] {
  const parts = Array.from({ length: components }, () => ({ rows: 0, sum: 0, squares: 0 }))
  let before = 0
  for (let i = 0; i < data.mean.length; i++) {
    const count = data.count[i] ?? 0
    const mean = data.mean[i] ?? 0
    const at = Math.floor(((before + count / 2) * components) / data.total)
    const part = parts[Math.min(components - 1, at)]
    before += count
    if (part === undefined) continue
    part.rows += count
    part.sum += count * mean
    part.squares += count * (mean * mean + (data.variance[i] ?? 0))
  }
  const whole = Math.sqrt(priorOf(data).variance)
  return parts.flatMap(({ rows, sum, squares }) => {
    if (rows === 0) return []
    const mean = sum / rows
    const own = Math.sqrt(Math.max(0, squares / rows - mean * mean))
    return [{ mean, deviation: Math.max(own, whole / 100), weight: rows / data.total }]
  })
}

interface Prior {
  readonly mean: number
  readonly variance: number
}

function priorOf({ mean, variance, count, total }: Grouped): Prior {
  let sum = 0
  for (let i = 0; i < mean.length; i++) sum += (count[i] ?? 0) * (mean[i] ?? 0)
  const centre = sum / total
  let squares = 0
  for (let i = 0; i < mean.length; i++)
    squares += (count[i] ?? 0) * ((variance[i] ?? 0) + ((mean[i] ?? 0) - centre) ** 2)
  return { mean: centre, variance: squares / total }
}

/** Of each component: how many rows, where, how far apart (Bishop's 10.51–10.53 and 10.60–10.63 in one dimension). */
function maximise(data: Grouped, responsibility: Float64Array, prior: Prior, state: State): void {
  const K = state.rows.length
  for (let k = 0; k < K; k++) {
    let rows = 0
    let sum = 0
    for (let i = 0; i < data.mean.length; i++) {
      const share = (responsibility[i * K + k] ?? 0) * (data.count[i] ?? 0)
      rows += share
      sum += share * (data.mean[i] ?? 0)
    }
    const centre = rows > 1e-10 ? sum / rows : prior.mean
    let squares = 0
    for (let i = 0; i < data.mean.length; i++) {
      const share = (responsibility[i * K + k] ?? 0) * (data.count[i] ?? 0)
      squares += share * ((data.variance[i] ?? 0) + ((data.mean[i] ?? 0) - centre) ** 2)
    }
    state.rows[k] = rows
    state.mean[k] = (PRIOR_ROWS * prior.mean + rows * centre) / (PRIOR_ROWS + rows)
    const away = (PRIOR_ROWS * rows * (centre - prior.mean) ** 2) / (PRIOR_ROWS + rows)
    state.scatter[k] = prior.variance + squares + away
  }
}

/** Which component each group belongs to, by how much (10.46, 10.64, 10.65). Returns the mean logarithm of what they sum to. */
function expect(data: Grouped, responsibility: Float64Array, state: State, concentration: number): number {
  const K = state.rows.length
  const weight = expectedLogWeights(state.rows, concentration)
  const constant = new Float64Array(K)
  const precision = new Float64Array(K)
  for (let k = 0; k < K; k++) {
    const rows = state.rows[k] ?? 0
    const freedom = PRIOR_FREEDOM + rows
    const scatter = state.scatter[k] ?? 1
    const logPrecision = digamma(freedom / 2) + Math.log(2 / scatter)
    constant[k] = (weight[k] ?? 0) + (logPrecision - Math.log(2 * Math.PI) - 1 / (PRIOR_ROWS + rows)) / 2
    precision[k] = freedom / scatter
  }
  let fit = 0
  for (let i = 0; i < data.mean.length; i++) {
    const x = data.mean[i] ?? 0
    let most = -Infinity
    for (let k = 0; k < K; k++) {
      const away = x - (state.mean[k] ?? 0)
      const log = (constant[k] ?? 0) - ((precision[k] ?? 0) * (away * away + (data.variance[i] ?? 0))) / 2
      responsibility[i * K + k] = log
      if (log > most) most = log
    }
    let sum = 0
    for (let k = 0; k < K; k++) {
      const share = Math.exp((responsibility[i * K + k] ?? 0) - most)
      responsibility[i * K + k] = share
      sum += share
    }
    for (let k = 0; k < K; k++) responsibility[i * K + k] = (responsibility[i * K + k] ?? 0) / sum
    fit += (data.count[i] ?? 0) * (most + Math.log(sum))
  }
  return fit / data.total
}

/** E[log π] of the sticks Beta(1 + N_k, γ + Σ_{j>k} N_j) (Blei & Jordan, section 3.2). */
function expectedLogWeights(rows: Float64Array, concentration: number): Float64Array {
  const out = new Float64Array(rows.length)
  let behind = rows.reduce((sum, count) => sum + count, 0)
  let left = 0
  for (let k = 0; k < rows.length; k++) {
    const count = rows[k] ?? 0
    behind = Math.max(0, behind - count)
    const both = digamma(1 + count + concentration + behind)
    out[k] = digamma(1 + count) - both + left
    left += digamma(concentration + behind) - both
  }
  return out
}

function componentsOf(state: State, concentration: number): Component[] {
  let behind = state.rows.reduce((sum, count) => sum + count, 0)
  let left = 1
  const all = Array.from(state.rows, (rows, k) => {
    behind = Math.max(0, behind - rows)
    const share = (1 + rows) / (1 + rows + concentration + behind)
    const weight = left * share
    left *= 1 - share
    const variance = (state.scatter[k] ?? 0) / (PRIOR_FREEDOM + rows)
    return { mean: state.mean[k] ?? 0, deviation: Math.sqrt(variance), weight }
  })
  const sum = all.reduce((total, { weight }) => total + weight, 0)
  return all.map((component) => ({ ...component, weight: component.weight / sum }))
}
