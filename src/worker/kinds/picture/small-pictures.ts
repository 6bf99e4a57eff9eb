/** Pictures averaged down to a few pixels: rows that codes are made from. Plain arrays; no tensors. */
import type { PictureSet } from '../../data/picture-set.ts'
import type { FeatureRows } from '../principal-codes.ts'

/** Finer than this, principal components hardly change, and take long. */
const MOST_SIDE = 16

/** [count, side · side · channels] for the largest whole fraction of the side that is at most 16; values 0 … 255. */
export function smallPictures({ item, pixels, list }: PictureSet): FeatureRows {
  const { size, channels } = item
  const factor = factorFor(size)
  const side = size / factor
  const dimensions = side * side * channels
  const values = new Float32Array(list.count * dimensions)
  const length = size * size * channels
  for (let i = 0; i < list.count * length; i++) {
    const inItem = i % length
    const x = Math.floor((Math.floor(inItem / channels) % size) / factor)
    const y = Math.floor(inItem / channels / size / factor)
    const at = Math.floor(i / length) * dimensions + (y * side + x) * channels + (inItem % channels)
    values[at] = (values[at] ?? 0) + (pixels[i] ?? 0)
  }
  const area = factor * factor
  return { count: list.count, dimensions, values: values.map((total) => total / area) }
}

function factorFor(size: number): number {
  let factor = Math.max(1, Math.ceil(size / MOST_SIDE))
  while (size % factor !== 0) factor++
  return factor
}
