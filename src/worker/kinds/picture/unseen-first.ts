/** In which order pictures leave that something is made of, and how they are called: those that training never sees come first. */
import type { PictureSet } from '../../data/picture-set.ts'
import { splitOfItems } from '../../data/split.ts'

/** Pictures of one question to the networks. */
export const CHUNK = 32

/** Indices of the set’s pictures, with the names of their files. */
export interface NamedPicture {
  readonly index: number
  /** `unseen000012`, or `trained000040` for one that was trained on; the number is its place in the set. */
  readonly name: string
}

export function unseenFirst(set: PictureSet): NamedPicture[] {
  const { heldOut, training } = splitOfItems(set)
  const named = (indices: Uint32Array, stem: string) =>
    Array.from(indices, (index) => ({ index, name: `${stem}${String(index).padStart(6, '0')}` }))
  return [...named(heldOut, 'unseen'), ...named(training, 'trained')]
}

/** A few at a time. */
export function inChunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) =>
    all.slice(i * CHUNK, (i + 1) * CHUNK),
  )
}
