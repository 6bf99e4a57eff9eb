/** Where two pictures differ, as a picture. Pure. */
import type { ThumbItem } from '../../ui/latent/thumb.tsx'

/** |a − b| of each number, 0 as black and the whole range as white. @param a [−1, 1], as is b */
export function remainderOf(a: ThumbItem, b: ThumbItem): ThumbItem {
  return { shape: a.shape, values: a.values.map((value, i) => Math.abs(value - (b.values[i] ?? 0)) - 1) }
}
