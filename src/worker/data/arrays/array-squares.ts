/** The pictures of an array, fitted into squares, and the labels that belong to an array of pictures. */
import { yieldToTasks } from '../../../common/yield.ts'
import { toSquare, type Square, type Wanted } from '../readers/picture.ts'
import { cancelled } from '../readers/reasons.ts'
import { pictureAt, type PixelArray } from './pixel-array.ts'

/** One label for each picture of an array beside it, in the same order. */
export interface LabelList {
  readonly name: string
  readonly labels: readonly string[]
}

/** So many pictures between two looks at the messages. */
const STRETCH = 1000

/**
 * The labels that belong to an array: same count, and the same name where there are several ("train-images-idx3-ubyte" and
 * "train-labels-idx1-ubyte", "x_train.npy" and "y_train.npy"). Null when there are none, or several that fit alike.
 */
export function labelsFor(name: string, count: number, candidates: readonly LabelList[]): LabelList | null {
  const fitting = candidates.filter(({ labels }) => labels.length === count)
  const named = fitting.filter((candidate) => bare(candidate.name) === bare(name))
  const [only, ...others] = named.length > 0 ? named : fitting
  return only === undefined || others.length > 0 ? null : only
}

/** Fits at most `limit` of the pictures. @throws GanvasError `cancelled` */
export async function arraySquares(
  array: PixelArray,
  wanted: Wanted,
  limit: number,
  signal: AbortSignal,
): Promise<Square[]> {
  const squares: Square[] = []
  for (let i = 0; i < Math.min(array.count, limit); i++) {
    if (i % STRETCH === 0) {
      await yieldToTasks()
      if (signal.aborted) throw cancelled()
    }
    squares.push(toSquare(pictureAt(array, i), wanted))
  }
  return squares
}

/** A name without what tells images from labels. */
function bare(name: string): string {
  return name.toLowerCase().replace(/images?|labels?|idx\d|(?<![a-z])[xy](?![a-z])|\.gz$/g, '')
}
