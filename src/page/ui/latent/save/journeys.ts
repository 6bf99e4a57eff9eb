/** The latents of what is saved: seeds in a row, a walk, a loop through pins. Pure. */
import { onLoop } from '../pins/between.ts'
import type { Prior } from '../latent-maths.ts'
import { drawOf, placeOf, startWalk, walkOn } from '../pins/walk.ts'

/** Draws of seeds one after the other. */
export function seedsFrom(seed: number, count: number, dimensions: number, prior: Prior): Float32Array[] {
  return Array.from({ length: count }, (_, i) => drawOf((seed + i) % 2 ** 32, 0, dimensions, prior))
}

/** A walk from the hand, as the Walk button goes, at so many draws a second. */
export function walkFrom(
  cursor: Float32Array,
  { seed, prior, frames, perFrame }: { seed: number; prior: Prior; frames: number; perFrame: number },
): Float32Array[] {
  let walk = startWalk(cursor, seed, prior)
  return Array.from({ length: frames }, () => {
    const here = placeOf(walk)
    walk = walkOn(walk, perFrame)
    return here
  })
}

/** All the way round: the frame after the last would be the first again. */
export function loopThrough(stops: readonly Float32Array[], frames: number, prior: Prior): Float32Array[] {
  return Array.from({ length: frames }, (_, i) => onLoop(stops, (i / frames) * stops.length, prior)).filter(
    (latent) => latent !== null,
  )
}
