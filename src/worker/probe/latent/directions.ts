/**
 * Directions in latent space that mean something to the generator, from what its early layers make of z. Pure
 * numbers: the matrices come from gan/networks/early-features.ts.
 * - GANSpace (Härkönen et al. 2020): principal components of early features over draws of the prior, brought back
 *   to z by least squares.
 * - SeFa (Shen & Zhou 2021), closed form: for a first layer y = Az + b, the eigenvectors of AᵀA are the moves in z
 *   that change y most.
 */
import { leadingEigen } from './leading-eigen.ts'
import type { Slope } from './regress.ts'

/** Unit vectors in z, and what each accounts for. */
export interface Direction {
  readonly vector: Float32Array
  /** Share of the features' variance (principal) or of the first layer's response (SeFa), in [0, 1]. */
  readonly share: number
}

/** Components whose value a straight move in z hardly sets are no direction. */
const LEAST_EXPLAINED = 0.25
/** Components looked at for each one wanted: those that bend are passed over. */
const CANDIDATES = 2

/**
 * @param gram [n, n] products of the centred features of n draws; its eigenvectors are the draws' places along the
 * principal axes @param slopeOf least squares from those draws' latents to one number per draw
 */
export function principalDirections(
  gram: ArrayLike<number>,
  n: number,
  slopeOf: (target: Float64Array) => Slope,
  count: number,
): Direction[] {
  const total = trace(gram, n)
  const { values, vectors } = leadingEigen(gram, n, CANDIDATES * count)
  return vectors
    .flatMap((places, k) => {
      const share = (values[k] ?? 0) / total
      if (!(share > 1e-9)) return []
      const { slope, explained } = slopeOf(places)
      return explained < LEAST_EXPLAINED ? [] : [{ vector: unit(slope), share }]
    })
    .slice(0, count)
}

/** @param product [d, d] AᵀA of the first layer @param count directions wanted */
export function sefaDirections(product: ArrayLike<number>, d: number, count: number): Direction[] {
  const total = trace(product, d)
  const { values, vectors } = leadingEigen(product, d, count)
  return vectors.map((vector, k) => ({ vector: unit(vector), share: (values[k] ?? 0) / total }))
}

/**
 * The same directions in the order and with the signs of the last look, so that a slider keeps its meaning while the
 * generator learns. Pairs are taken by largest |cos| first; newcomers fill the places left.
 */
export function aligned(next: readonly Direction[], last: readonly Direction[]): Direction[] {
  const pairs = next.flatMap((direction, from) =>
    last.slice(0, next.length).map((old, to) => ({ from, to, cosine: cosineOf(direction, old) })),
  )
  pairs.sort((a, b) => Math.abs(b.cosine) - Math.abs(a.cosine))
  const out: (Direction | undefined)[] = next.map(() => undefined)
  const placed = new Set<number>()
  for (const { from, to, cosine } of pairs) {
    const direction = next[from]
    if (direction === undefined || placed.has(from) || out[to] !== undefined) continue
    placed.add(from)
    out[to] = cosine < 0 ? flipped(direction) : direction
  }
  const rest = next.filter((_, i) => !placed.has(i)).map(facing)
  return out.flatMap((direction) => direction ?? rest.shift() ?? [])
}

/** A first look has no sign to keep: the largest part points up. */
function facing(direction: Direction): Direction {
  const largest = direction.vector.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0)
  return largest < 0 ? flipped(direction) : direction
}

function flipped({ vector, share }: Direction): Direction {
  return { vector: vector.map((x) => -x), share }
}

/** Of unit vectors; 0 for those of other networks. */
function cosineOf({ vector: a }: Direction, { vector: b }: Direction): number {
  return a.length === b.length ? a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0) : 0
}

function unit(vector: Float64Array): Float32Array {
  const length = Math.hypot(...vector)
  return Float32Array.from(vector, (x) => (length > 0 ? x / length : 0))
}

function trace(matrix: ArrayLike<number>, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += matrix[i * n + i] ?? 0
  return sum
}
