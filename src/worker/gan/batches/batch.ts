/** A batch whose parts are drawn when they are first looked at: what nobody asks for costs nothing. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { Batch } from '../game-types.ts'
import type { Conditions } from '../networks/conditions.ts'

/** How each part is drawn; once at most. */
export interface Draws {
  readonly real: () => Tensor
  readonly noise: () => Tensor2D | null
  readonly codes?: () => Tensor2D | null
  /** @param real the batch's own reals, drawn if they were not yet: a source is made of them */
  readonly conditions?: (real: () => Tensor) => Conditions
}

const none = (): null => null

export function lazyBatch({ real, noise, codes = none, conditions = () => ({}) }: Draws): Batch {
  const [reals, latents, coded] = [once(real), once(noise), once(codes)]
  const told = once(() => conditions(reals))
  return {
    get real() {
      return reals()
    },
    get noise() {
      return latents()
    },
    get codes() {
      return coded()
    },
    get conditions() {
      return told()
    },
  }
}

function once<T>(draw: () => T): () => T {
  let drawn: { readonly value: T } | null = null
  return () => (drawn ??= { value: draw() }).value
}
