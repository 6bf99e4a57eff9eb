/**
 * A walk through latent space from one seeded draw to the next: the same seed, the same walk. Moves along great circles
 * for the normal prior and straight lines for the uniform one. Pure: a walk is a value.
 */
import { fork, normals, streamFor, uniforms } from '../../../../common/numbers/random.ts'
import { lerp, slerp, type Prior } from '../latent-maths.ts'

export interface Walk {
  readonly seed: number
  readonly prior: Prior
  /** Where this leg began, and where it leads. */
  readonly from: Float32Array
  readonly to: Float32Array
  /** Number of the leg, from 1. */
  readonly leg: number
  /** How much of the leg is done, in [0, 1). */
  readonly done: number
}

/** A walk that starts where the hand is. */
export function startWalk(from: Float32Array, seed: number, prior: Prior): Walk {
  return { seed, prior, from, to: drawOf(seed, 1, from.length, prior), leg: 1, done: 0 }
}

/** The walk `legs` later (a fraction of a leg, or several). */
export function walkOn(walk: Walk, legs: number): Walk {
  const done = walk.done + legs
  if (done < 1) return { ...walk, done }
  const leg = walk.leg + 1
  const to = drawOf(walk.seed, leg, walk.from.length, walk.prior)
  return walkOn({ ...walk, from: walk.to, to, leg, done: 0 }, done - 1)
}

/** Where the walk is. It eases in and out of each draw, so that direction never changes at speed. */
export function placeOf({ from, to, done, prior }: Walk): Float32Array<ArrayBuffer> {
  const eased = done * done * (3 - 2 * done)
  return prior === 'normal' ? slerp(from, to, eased) : lerp(from, to, eased)
}

/** A draw from the prior. Draw 0 of a seed is what the seed itself holds; a walk goes on to 1, 2, … */
export function drawOf(seed: number, leg: number, dimensions: number, prior: Prior): Float32Array {
  const stream = fork(streamFor(seed, 'walk'), leg)
  return prior === 'normal' ? normals(stream, dimensions) : uniforms(stream, dimensions, -1, 1)
}
