/** Places between pinned latents: the way from one to another, a loop through all, arithmetic. Pure. */
import { lerp, norm, slerp, within, type Prior } from '../latent-maths.ts'

/** a at t = 0, b at t = 1: along the great circle for the normal prior, straight for the uniform one. */
export function mix(a: Float32Array, b: Float32Array, t: number, prior: Prior): Float32Array<ArrayBuffer> {
  return prior === 'normal' ? slerp(a, b, t) : lerp(a, b, t)
}

/** A place on the closed loop through all stops: stop k at k, back at the first at their number. */
export function onLoop(
  stops: readonly Float32Array[],
  place: number,
  prior: Prior,
): Float32Array<ArrayBuffer> | null {
  const n = stops.length
  const at = ((place % n) + n) % n
  const from = stops[Math.floor(at)]
  const to = stops[(Math.floor(at) + 1) % n]
  if (from === undefined || to === undefined) return null
  return mix(from, to, at - Math.floor(at), prior)
}

/**
 * A − B + C, as Radford et al. (2016) did with smiles. For the normal prior it is brought back to the longest of the three,
 * since hardly any draw lies further out; for the uniform one each coordinate is held within the prior.
 */
export function arithmetic(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  prior: Prior,
): Float32Array<ArrayBuffer> {
  const sum = Float32Array.from(a, (value, i) => value - (b[i] ?? 0) + (c[i] ?? 0))
  if (prior === 'uniform') return sum.map((value) => within(value, prior))
  const longest = Math.max(norm(a), norm(b), norm(c))
  const length = norm(sum)
  return length <= longest ? sum : sum.map((value) => (value * longest) / length)
}
