/** Numbers cut into bins, so that they can be counted together with categories. As numpy's `histogram_bin_edges`, `digitize`. */
import { boundsOf } from './column-figures.ts'

export const BINS = 10

/** The `BINS` + 1 edges of bins of equal width between the least and the greatest known value. */
export function edgesOf(values: Float64Array): Float64Array {
  let [low, high] = boundsOf(values)
  if (Number.isNaN(low)) [low, high] = [0, 1]
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  const step = (high - low) / BINS
  const edges = Float64Array.from({ length: BINS + 1 }, (_, i) => i * step + low)
  edges[BINS] = high
  return edges
}

/** The same without ends: what lies outside counts to the first and last bin. */
export function openEnded(edges: Float64Array): Float64Array {
  const open = edges.slice()
  open[0] = -Infinity
  open[open.length - 1] = Infinity
  return open
}

/** How many edges are at or below each value, [n] in 0 … edges; all of them for a missing one, as it sorts last. */
export function binned(values: Float64Array, edges: Float64Array): Int32Array {
  const out = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    let below = 0
    while (below < edges.length && !(value < (edges[below] ?? Infinity))) below++
    out[i] = below
  }
  return out
}
