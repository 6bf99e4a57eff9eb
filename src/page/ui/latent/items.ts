/** Cuts an answer of the worker into single items. Pure. */
import type { ThumbItem } from './thumb.tsx'

/** @param answer [count, …item], with the scores if there are any */
export function itemsOf({
  shape,
  data,
  scores,
}: {
  shape: readonly number[]
  data: Float32Array
  scores?: Float32Array
}): ThumbItem[] {
  const [count = 0, ...item] = shape
  const length = data.length / Math.max(1, count)
  return Array.from({ length: count }, (_, i) => ({
    shape: item,
    values: data.subarray(i * length, (i + 1) * length),
    score: scores?.[i],
  }))
}
