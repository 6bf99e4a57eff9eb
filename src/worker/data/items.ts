/** The items of a dataset that is a list of them, and which of them are held out. No tensors. */
import { imageValues } from './batches.ts'
import type { Dataset, FixedPointSet, ImageSet } from './prepared.ts'
import { splitFor, type Split } from './split.ts'

/** Datasets that are a list of items. */
export type Listed = ImageSet | FixedPointSet

/** True for datasets that are a list of items, and so can be learnt by heart. */
export function isListed(dataset: Dataset): dataset is Listed {
  return dataset.kind === 'images' || 'points' in dataset
}

/** These items of a dataset, in this order, as one flat array; images in [−1, 1]. */
export function itemsAt(dataset: Listed, indices: ArrayLike<number>): Float32Array {
  if (dataset.kind === 'images') return imageValues(dataset, indices)
  const { points } = dataset
  const out = new Float32Array(2 * indices.length)
  for (let i = 0; i < indices.length; i++) {
    const from = 2 * (indices[i] ?? 0)
    out[2 * i] = points[from] ?? 0
    out[2 * i + 1] = points[from + 1] ?? 0
  }
  return out
}

/** Which items training draws from, and which it never sees. */
export function splitOfItems(dataset: Listed): Split {
  const count = dataset.kind === 'images' ? dataset.count : dataset.points.length / 2
  return splitFor(dataset, dataset.summary.fingerprint, count)
}
