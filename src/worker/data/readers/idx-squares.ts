/** The pictures of IDX files, each with the class its label file gives it. */
import { yieldToTasks } from '../../../common/yield.ts'
import { idxPicture, type IdxPictures } from './idx.ts'
import { toSquare, type Square, type Wanted } from './picture.ts'
import { cancelled } from './reasons.ts'

export interface IdxLabels {
  name: string
  labels: Uint8Array
}

/** So many pictures between two looks at the messages. */
const STRETCH = 1000

/**
 * The labels that belong to images: same count, and the same name where there are several ("train-images-idx3-ubyte" and
 * "train-labels-idx1-ubyte"). Null when there are none, or several that fit alike.
 */
export function labelsFor(name: string, count: number, candidates: readonly IdxLabels[]): IdxLabels | null {
  const fitting = candidates.filter(({ labels }) => labels.length === count)
  const named = fitting.filter((candidate) => bare(candidate.name) === bare(name))
  const [only, ...others] = named.length > 0 ? named : fitting
  return only === undefined || others.length > 0 ? null : only
}

/** Fits at most `limit` of the pictures. @throws GanvasError `cancelled` */
export async function idxSquares(
  pictures: IdxPictures,
  wanted: Wanted,
  limit: number,
  signal: AbortSignal,
): Promise<Square[]> {
  const squares: Square[] = []
  for (let i = 0; i < Math.min(pictures.count, limit); i++) {
    if (i % STRETCH === 0) {
      await yieldToTasks()
      if (signal.aborted) throw cancelled()
    }
    squares.push(toSquare(idxPicture(pictures, i), wanted))
  }
  return squares
}

/** A name without what tells images from labels. */
function bare(name: string): string {
  return name.toLowerCase().replace(/images?|labels?|idx\d|\.gz$/g, '')
}
