/**
 * Where the tiles of a picture lie that is larger than what networks are made for, and how much each counts at each of its pixels:
 * most in its middle, nothing suddenly at its border. Pure.
 */

/** First pixels of tiles along one axis: from 0 on, evenly, until all of it is covered; the last may reach beyond. */
export function tilePlaces(length: number, side: number, stride: number): number[] {
  const count = length <= side ? 1 : Math.ceil((length - side) / stride) + 1
  return Array.from({ length: count }, (_, i) => i * stride)
}

/** sin² over a tile, [side]: two tiles half a side apart weigh 1 together everywhere. */
export function tileWeights(side: number): Float64Array {
  return Float64Array.from({ length: side }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / side) ** 2)
}

/** About half a side, in whole blocks: a mosaic’s blocks lie in each tile as they do in training. */
export function strideOf(side: number, block: number): number {
  return Math.max(block, Math.floor(side / 2 / block) * block)
}

/** What all tiles together weigh at each place, [length]. */
export function weightSums(length: number, side: number, places: readonly number[]): Float64Array {
  const weights = tileWeights(side)
  const sums = new Float64Array(length)
  for (const place of places)
    for (let i = 0; i < side && place + i < length; i++)
      sums[place + i] = (sums[place + i] ?? 0) + (weights[i] ?? 0)
  return sums
}
