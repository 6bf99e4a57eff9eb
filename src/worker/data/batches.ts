/**
 * Batches of real images as typed arrays. Pure functions of the stream; no tensors. Every draw is independent (with
 * replacement), so a batch needs no memory of the ones before it and any past step can be repeated.
 */
import { integers, type Stream } from '../../common/numbers/random.ts'
import type { ImageSet } from './prepared.ts'
import { splitFor } from './split.ts'

export interface ImageBatch {
  /** [n] which images. */
  indices: Uint32Array
  /** [n, size, size, channels] in [−1, 1] */
  values: Float32Array
}

/** Byte b as b / 127.5 − 1: 0 ↦ −1, 255 ↦ 1. */
const SCALED = Float32Array.from({ length: 256 }, (_, byte) => byte / 127.5 - 1)

/** `n` images, each drawn independently and with equal chance from those that are not held out (src/worker/data/split.ts). */
export function imageBatch(set: ImageSet, stream: Stream, n: number): ImageBatch {
  const indices = imageIndices(set, stream, n)
  return { indices, values: imageValues(set, indices) }
}

/** Which images that batch holds. */
export function imageIndices(set: ImageSet, stream: Stream, n: number): Uint32Array {
  const { training } = splitFor(set, set.summary.fingerprint, set.count)
  return integers(stream, n, training.length).map((pick) => training[pick] ?? 0)
}

/** [indices.length, size, size, channels] in [−1, 1]: these images, in this order. */
export function imageValues(set: ImageSet, indices: ArrayLike<number>): Float32Array {
  const length = set.size * set.size * set.channels
  const values = new Float32Array(indices.length * length)
  for (let i = 0; i < indices.length; i++) {
    const from = (indices[i] ?? 0) * length
    const to = i * length
    for (let k = 0; k < length; k++) values[to + k] = SCALED[set.pixels[from + k] ?? 0] ?? 0
  }
  return values
}
