/** Draws from equal Gaussians, and from a curve with Gaussian noise around it. Pure functions of the stream. */
import { fork, integers, normals, uniforms, type Stream } from '../../../common/numbers/random.ts'
import { CHOICE, type Atoms, type Mixture } from '../point-set.ts'

/** Sub-streams beside CHOICE: each is independent, and a longer draw begins with the shorter one. */
export const NOISE = 1
export const PLACE = 2

/** `count` points [count, 2] of an equal mixture. */
export function sampleMixture(mixture: Mixture, stream: Stream, count: number): Float32Array {
  const { centres, std } = mixture
  const modes = integers(fork(stream, CHOICE), count, centres.length / 2)
  const out = normals(fork(stream, NOISE), count * 2, 0, std)
  for (let i = 0; i < count; i++) {
    const mode = modes[i] ?? 0
    out[2 * i] = (out[2 * i] ?? 0) + (centres[2 * mode] ?? 0)
    out[2 * i + 1] = (out[2 * i + 1] ?? 0) + (centres[2 * mode + 1] ?? 0)
  }
  return out
}

/** A curve by its parameter t in (0, 1); `branch` tells the curve's pieces apart. Returns [x, y]. */
export type Curve = (t: number, branch: number) => readonly [number, number]

/** `count` points [count, 2]: t uniform, branch uniform, plus N(0, std²) in both axes. */
export function sampleCurve(
  curve: Curve,
  branches: number,
  std: number,
  stream: Stream,
  count: number,
): Float32Array {
  const branch = integers(fork(stream, CHOICE), count, branches)
  const places = uniforms(fork(stream, PLACE), count)
  const out = normals(fork(stream, NOISE), count * 2, 0, std)
  for (let i = 0; i < count; i++) {
    const [x, y] = curve(places[i] ?? 0, branch[i] ?? 0)
    out[2 * i] = (out[2 * i] ?? 0) + x
    out[2 * i + 1] = (out[2 * i + 1] ?? 0) + y
  }
  return out
}

/** Nodes per piece of a curve: so close that their Gaussians cannot be told from a line of noise. */
const NODES = 2000

/** The density of `sampleMixture`. */
export function mixtureDensity({ centres, std }: Mixture): Atoms {
  return { kind: 'atoms', centres, std }
}

/** The density of `sampleCurve`, by the midpoint rule along t. */
export function curveDensity(curve: Curve, branches: number, std: number): Atoms {
  const centres = new Float32Array(branches * NODES * 2)
  for (let i = 0; i < branches * NODES; i++) {
    centres.set(curve(((i % NODES) + 0.5) / NODES, Math.floor(i / NODES)), 2 * i)
  }
  return { kind: 'atoms', centres, std }
}
