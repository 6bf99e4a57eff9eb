/** Moving about in latent space: ranges, ways between two vectors, single coordinates. Pure; always new vectors. */

export type Prior = 'normal' | 'uniform'

/** How far a slider reaches: ±3 σ of the normal prior, all of the uniform one. */
export function reachOf(prior: Prior): number {
  return prior === 'normal' ? 3 : 1
}

/** Holds a coordinate within the prior's reach. */
export function within(value: number, prior: Prior): number {
  const reach = reachOf(prior)
  return Math.min(reach, Math.max(-reach, value))
}

/** A copy with some coordinates replaced; places outside the vector are left out. */
export function withCoordinates(
  latent: Float32Array,
  changes: readonly (readonly [number, number])[],
): Float32Array<ArrayBuffer> {
  const out = Float32Array.from(latent)
  for (const [at, value] of changes) if (at < out.length) out[at] = value
  return out
}

/** a at t = 0, b at t = 1, along the straight line. */
export function lerp(a: Float32Array, b: Float32Array, t: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(a, (value, at) => value + ((b[at] ?? 0) - value) * t)
}

/** Below this angle (or this close to opposite) the great circle is not defined well enough. */
const LEAST_SINE = 1e-4

/**
 * a at t = 0, b at t = 1, along the great circle between their directions, with the length going evenly from one to the
 * other: a normal prior has nearly all its mass on a shell, and the straight line would cut through its empty inside
 * (White 2016, "Sampling generative networks"). Falls back to the straight line for (nearly) parallel vectors and zero.
 */
export function slerp(a: Float32Array, b: Float32Array, t: number): Float32Array<ArrayBuffer> {
  const lengthA = norm(a)
  const lengthB = norm(b)
  if (lengthA === 0 || lengthB === 0) return lerp(a, b, t)
  const cosine = dot(a, b) / (lengthA * lengthB)
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)))
  const sine = Math.sin(angle)
  if (sine < LEAST_SINE) return lerp(a, b, t)
  const length = lengthA + (lengthB - lengthA) * t
  const weightA = (Math.sin((1 - t) * angle) / sine) * (length / lengthA)
  const weightB = (Math.sin(t * angle) / sine) * (length / lengthB)
  return Float32Array.from(a, (value, at) => weightA * value + weightB * (b[at] ?? 0))
}

export function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector))
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}
