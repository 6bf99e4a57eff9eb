/**
 * A latent for each item of a list, from its principal components: items that look alike get latents that lie close, and all
 * together look like draws from N(0, 1). Plain numbers; must not know what items are, nor any tensor.
 */
import { normals, streamFor } from '../../common/numbers/random.ts'
import { leadingEigen } from '../probe/latent/leading-eigen.ts'

/** Items from which the components are found; the others are projected on them. */
const MOST_FOUND_FROM = 512
/** More components than this carry no more of a picture than noise would. */
const MOST_COMPONENTS = 64
/** The space that they span matters, not each of them: a few rounds do. */
const SEARCH = { rounds: 8, tolerance: 1e-3 }
/** A component weaker than this share of the first is no direction at all. */
const LEAST_SHARE = 1e-6

/** A byte b of a code stands for (b / 127.5 − 1) · REACH. */
export const REACH = 4

/** Rows of numbers. */
export interface FeatureRows {
  readonly count: number
  readonly dimensions: number
  /** [count, dimensions] */
  readonly values: Float32Array
}

/**
 * [count, stride] bytes: each item's code, then zeros. Latents beyond the components are filled with N(0, 1), the same for an
 * item at each call. The method of the warm start: docs/own-pictures.md.
 * @param stride bytes of a row, `latent` at least
 * @param training the items that components are found from; held-out ones are only projected
 */
export function principalCodes(
  rows: FeatureRows,
  latent: number,
  stride: number,
  training: ArrayLike<number>,
): Uint8Array {
  const { components, mean } = componentsOf(rows, Math.min(latent, MOST_COMPONENTS), training)
  const bytes = new Uint8Array(rows.count * stride)
  const rest = normals(streamFor(latent, 'codes'), rows.count * latent)
  for (let item = 0; item < rows.count; item++) {
    const at = item * rows.dimensions
    for (let k = 0; k < latent; k++) {
      const component = components[k]
      const value =
        component === undefined ? (rest[item * latent + k] ?? 0) : along(component, rows.values, at, mean)
      bytes[item * stride + k] = byteOf(value)
    }
  }
  return bytes
}

/** Directions in which a training item's mean is 0 and its variance 1. */
function componentsOf(rows: FeatureRows, most: number, training: ArrayLike<number>) {
  const chosen = spread(training, MOST_FOUND_FROM)
  const n = chosen.length
  const mean = meanOf(rows, chosen)
  const gram = gramOf(rows, chosen, mean)
  const { values, vectors } = leadingEigen(gram, n, Math.min(most, n - 1), [], SEARCH)
  const least = LEAST_SHARE * (values[0] ?? 0)
  const components = vectors.flatMap((vector, k) => {
    const value = values[k] ?? 0
    return value <= least ? [] : [direction(rows, chosen, mean, vector, Math.sqrt(n) / value)]
  })
  return { components, mean }
}

/** At most `most` of them, evenly spread. */
function spread(indices: ArrayLike<number>, most: number): number[] {
  const count = Math.min(indices.length, most)
  return Array.from({ length: count }, (_, i) => indices[Math.floor((i * indices.length) / count)] ?? 0)
}

function meanOf({ values, dimensions }: FeatureRows, chosen: readonly number[]): Float64Array {
  const mean = new Float64Array(dimensions)
  for (const item of chosen) {
    for (let d = 0; d < dimensions; d++) mean[d] = (mean[d] ?? 0) + (values[item * dimensions + d] ?? 0)
  }
  return mean.map((total) => total / chosen.length)
}

/** [n, n] products of the centred items. */
function gramOf({ values, dimensions }: FeatureRows, chosen: readonly number[], mean: Float64Array) {
  const n = chosen.length
  const centred = chosen.map((item) =>
    Float32Array.from(
      { length: dimensions },
      (_, d) => (values[item * dimensions + d] ?? 0) - (mean[d] ?? 0),
    ),
  )
  const gram = new Float64Array(n * n)
  centred.forEach((one, i) => {
    for (let j = 0; j <= i; j++) {
      const other = centred[j]
      let sum = 0
      if (other !== undefined) for (let d = 0; d < dimensions; d++) sum += (one[d] ?? 0) * (other[d] ?? 0)
      gram[i * n + j] = sum
      gram[j * n + i] = sum
    }
  })
  return gram
}

/** Σ uᵢ(xᵢ − mean) · scale, [dimensions]. */
function direction(
  { values, dimensions }: FeatureRows,
  chosen: readonly number[],
  mean: Float64Array,
  weights: Float64Array,
  scale: number,
): Float64Array {
  const out = new Float64Array(dimensions)
  chosen.forEach((item, i) => {
    const weight = (weights[i] ?? 0) * scale
    for (let d = 0; d < dimensions; d++) {
      out[d] = (out[d] ?? 0) + weight * ((values[item * dimensions + d] ?? 0) - (mean[d] ?? 0))
    }
  })
  return out
}

function along(component: Float64Array, values: Float32Array, at: number, mean: Float64Array): number {
  let sum = 0
  for (let d = 0; d < component.length; d++)
    sum += (component[d] ?? 0) * ((values[at + d] ?? 0) - (mean[d] ?? 0))
  return sum
}

function byteOf(value: number): number {
  return Math.min(255, Math.max(0, Math.round((value / REACH + 1) * 127.5)))
}
