/** Hands the classes of a batch to a pass. */
import { fill, tile, type Rank, type Tensor2D } from '@tensorflow/tfjs'
import type { Pass } from './layer.ts'

/**
 * The pass with one-hot classes [n, classes]. A batch that holds the same n items several times over, such as reals and then
 * fakes of one update, has them as often. @param count items in the batch
 */
export function labelled(pass: Pass, labels: Tensor2D | null, count: number): Pass {
  if (labels === null) return pass
  const times = count / labels.shape[0]
  return { ...pass, labels: times === 1 ? labels : tile(labels, [times, 1]) }
}

/** The pass with all classes alike in every item; as it is where there are none. */
export function evenly(pass: Pass, classes: number, count: number): Pass {
  return classes === 0 ? pass : { ...pass, labels: fill<Rank.R2>([count, classes], 1 / classes) }
}
