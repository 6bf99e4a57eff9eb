/** The colour a picture has along its edge: what stands beside it where it does not fill its square. */
import type { Picture } from './picture.ts'

/** One colour that holds at least this share of the edge is its colour; among more of them none is. */
const HOLDS = 0.25

/** One sample for each channel: the most frequent colour of the edge, or the middle of each channel where none stands out. */
export function borderColour(picture: Picture): readonly number[] {
  const edge = edgeOf(picture)
  const counts = new Map<number, number>()
  for (const colour of edge) {
    const key = colour.reduce((sum, sample) => sum * 65_536 + sample, 0)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let most: readonly number[] = []
  let mostOften = 0
  let mostKey = Infinity
  for (const colour of edge) {
    const key = colour.reduce((sum, sample) => sum * 65_536 + sample, 0)
    const often = counts.get(key) ?? 0
    if (often > mostOften || (often === mostOften && key < mostKey))
      [most, mostOften, mostKey] = [colour, often, key]
  }
  if (mostOften >= HOLDS * edge.length) return most
  return Array.from({ length: picture.channels }, (_, c) => {
    const samples = edge.map((colour) => colour[c] ?? 0).sort((a, b) => a - b)
    return samples[samples.length >> 1] ?? 0
  })
}

function edgeOf({ width, height, channels, bytes }: Picture): (readonly number[])[] {
  const edge: (readonly number[])[] = []
  const take = (x: number, y: number) => {
    const at = (y * width + x) * channels
    edge.push(Array.from(bytes.subarray(at, at + channels)))
  }
  for (let x = 0; x < width; x++) {
    take(x, 0)
    if (height > 1) take(x, height - 1)
  }
  for (let y = 1; y < height - 1; y++) {
    take(0, y)
    if (width > 1) take(width - 1, y)
  }
  return edge
}
