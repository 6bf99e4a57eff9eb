/**
 * A dataset as plain arrays from which a device can draw batches by itself: what src/worker/data/batches.ts and the point sets
 * do, as data. Must not know tensors.
 */
import type { Dataset, ImageSet } from './prepared.ts'
import { isListed, splitOfItems, type Listed } from './items.ts'

export type Resident =
  | { readonly kind: 'mixture'; readonly centres: Float32Array; readonly std: number }
  | { readonly kind: 'rows'; readonly rows: Float32Array; readonly picks: Int32Array }
  | {
      /** `bytes`: pictures' values; `codes`: numbers as they are. */
      readonly kind: 'bytes' | 'codes'
      /** Four bytes to a number, lowest first. */
      readonly words: Int32Array
      /** Bytes of an item, a multiple of four. */
      readonly length: number
      readonly picks: Int32Array
    }

/** What any WebGPU device binds at once. */
const MOST_BYTES = 128 * 2 ** 20

/** Null where the batches are drawn by a formula, or where the items are too many for a device. */
export function residentOf(dataset: Dataset): Resident | null {
  if (dataset.kind === 'points' && dataset.mixture !== null) {
    const { centres, std } = dataset.mixture
    return { kind: 'mixture', centres, std }
  }
  return isListed(dataset) ? listed(dataset) : null
}

function listed(dataset: Listed): Resident | null {
  const picks = Int32Array.from(splitOfItems(dataset).training)
  if (dataset.kind === 'points') return { kind: 'rows', rows: dataset.points, picks }
  const length = dataset.size ** 2 * dataset.channels
  if (length % 4 !== 0 || dataset.pixels.byteLength > MOST_BYTES) return null
  return { kind: 'bytes', words: wordsOf(dataset), length, picks }
}

function wordsOf({ pixels }: ImageSet): Int32Array {
  // A copy starts where words may start.
  return new Int32Array(pixels.slice().buffer)
}

/** The classes of a set, each as a number of four bytes: a draw from them falls on the items a draw of pictures falls on. */
export function residentLabels(set: ImageSet & { readonly labels: Uint16Array }): Resident {
  const picks = Int32Array.from(splitOfItems(set).training)
  return { kind: 'codes', words: Int32Array.from(set.labels), length: 4, picks }
}
