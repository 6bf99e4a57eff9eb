/**
 * Directions in latent space for words: the normal of the plane that parts fakes with from fakes without (InterFaceGAN, Shen et al. 2020), a
 * slope for numbers; and what is left of each when the others' are projected out. Plain numbers.
 */
import type { Sliced } from '../../../evaluation/metrics/slices.ts'
import type { EncodedRows } from '../../../evaluation/learners/encode.ts'
import { fitLogistic } from '../../../evaluation/learners/logistic.ts'
import { regressOn } from '../../../probe/latent/regress.ts'

/** Fakes that were named: latents and what a judge said of each. */
export interface Named {
  /** [n, d] */
  readonly latents: Float32Array
  readonly d: number
  /** [n]: logits of yes, or a number. */
  readonly answers: Float32Array
}

export interface Plane {
  /** Unit vector towards more of it. */
  readonly normal: Float64Array
  /** Mean share of right names of yes and of no, or R², of latents it was not fitted on. */
  readonly score: number
}

/** Of the named latents so many are fitted on; the rest judges the plane. */
export const FITTED = 0.8

/** Logistic regression with an L2 penalty; a fake counts as yes as far as the judge believes it. */
export function* planeOf({ latents, d, answers }: Named): Sliced<Plane> {
  const n = answers.length
  const fitted = Math.round(FITTED * n)
  const yes = Float64Array.from(answers.subarray(0, fitted), (logit) => 1 / (1 + Math.exp(-logit)))
  const codes = Int32Array.from({ length: 2 * fitted }, (_, i) => (i < fitted ? 1 : 0))
  const weights = Float64Array.from({ length: 2 * fitted }, (_, i) =>
    i < fitted ? (yes[i] ?? 0) : 1 - (yes[i - fitted] ?? 0),
  )
  const { weights: found } = yield* fitLogistic(twice(latents, fitted, d), codes, 2, weights)
  const slope = found.subarray(0, d)
  const told = (row: number) => dot(latents, row, slope) + (found[d] ?? 0) > 0
  return { normal: unit(slope), score: balancedShare(answers, fitted, told) }
}

/** Least squares. */
export function slopeOf({ latents, d, answers }: Named): Plane {
  const n = answers.length
  const fitted = Math.round(FITTED * n)
  const { slope } = regressOn(
    latents.subarray(0, fitted * d),
    d,
  )(Float64Array.from(answers.subarray(0, fitted)))
  const rest = Array.from({ length: n - fitted }, (_, i) => fitted + i)
  const mean = answers.subarray(0, fitted).reduce((sum, y) => sum + y, 0) / fitted
  const centre = Float64Array.from({ length: d }, (_, k) => {
    let sum = 0
    for (let row = 0; row < fitted; row++) sum += latents[row * d + k] ?? 0
    return sum / fitted
  })
  const offset = centre.reduce((sum, z, k) => sum + z * (slope[k] ?? 0), 0)
  const guess = (row: number) => mean + dot(latents, row, slope) - offset
  return {
    normal: unit(slope),
    score: explained(
      rest.map((row) => answers[row] ?? 0),
      rest.map(guess),
    ),
  }
}

/** R²: 1 − rest / all, of the truth's own mean. */
export function explained(truth: readonly number[], told: readonly number[]): number {
  const mean = truth.reduce((sum, y) => sum + y, 0) / truth.length
  const all = truth.reduce((sum, y) => sum + (y - mean) ** 2, 0)
  const rest = truth.reduce((sum, y, i) => sum + (y - (told[i] ?? 0)) ** 2, 0)
  return all > 0 ? 1 - rest / all : 0
}

function balancedShare(answers: Float32Array, from: number, told: (row: number) => boolean): number {
  const right = { yes: 0, no: 0 }
  const all = { yes: 0, no: 0 }
  for (let row = from; row < answers.length; row++) {
    const is = (answers[row] ?? 0) > 0 ? 'yes' : 'no'
    all[is]++
    if (told(row) === (is === 'yes')) right[is]++
  }
  const shares = [all.yes > 0 ? right.yes / all.yes : NaN, all.no > 0 ? right.no / all.no : NaN]
  const known = shares.filter((share) => !Number.isNaN(share))
  return known.reduce((sum, share) => sum + share, 0) / Math.max(1, known.length)
}

/** What is left of a direction without others: unit vector, and its length before. */
export interface Left {
  readonly direction: Float32Array
  readonly length: number
}

/** @param others unit vectors, not all of them apart from each other */
export function without(normal: Float64Array, others: readonly Float64Array[]): Left {
  const basis: Float64Array[] = []
  for (const other of others) {
    const rest = less(other, basis)
    // What others say already is not said again.
    if (Math.hypot(...rest) > 1e-6) basis.push(unit(rest))
  }
  const rest = less(normal, basis)
  const length = Math.hypot(...rest)
  return { direction: Float32Array.from(unit(rest)), length }
}

function less(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = Float64Array.from(vector)
  for (const one of basis) {
    const along = rest.reduce((sum, x, i) => sum + x * (one[i] ?? 0), 0)
    one.forEach((x, i) => (rest[i] = (rest[i] ?? 0) - along * x))
  }
  return rest
}

export function cosineOf(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector)
  return vector.map((x) => (length > 0 ? x / length : 0))
}

function dot(latents: Float32Array, row: number, slope: Float64Array): number {
  let sum = 0
  for (let k = 0; k < slope.length; k++) sum += (latents[row * slope.length + k] ?? 0) * (slope[k] ?? 0)
  return sum
}

/** The first rows, and once more the same, as learners take them. */
function twice(latents: Float32Array, rows: number, d: number): EncodedRows {
  const once = Float64Array.from(latents.subarray(0, rows * d))
  const values = new Float64Array(2 * rows * d)
  values.set(once)
  values.set(once, once.length)
  const places = Int32Array.from({ length: values.length }, (_, i) => i % d)
  return { count: 2 * rows, width: d, perRow: d, places, values }
}
