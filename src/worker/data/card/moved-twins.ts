/**
 * Which small pictures are another one moved by a pixel, bit for bit but for what came in at the edge. Slopes tell little of such a
 * move where a pixel is much of the picture; equality tells it, and takes nothing for a copy that is none.
 */
import type { Pictures } from './twins.ts'

/** Larger ones are told by their slopes. */
const LARGEST = 24
/** What differs by less, from black to white, shows nothing that could have moved. */
const LEAST_RANGE = 24
/** Ways to lie inside the picture, for what is two pixels smaller: the middle one, and those around it. */
const WAYS = 9
const MIDDLE = 4

/** For each picture those before it that it is a moved copy of. */
export function movedTwins(pictures: Pictures, left: ReadonlySet<number>): Map<number, number[]> {
  const twins = new Map<number, number[]>()
  const { count, side } = pictures
  if (side > LARGEST || side < 4) return twins
  const hashes = new Uint32Array(count * WAYS)
  const byMiddle = new Map<number, number[]>()
  for (let i = 0; i < count; i++) {
    if (left.has(i) || isFlat(pictures, i)) continue
    hashWays(pictures, i, hashes)
    const hash = hashes[i * WAYS + MIDDLE] ?? 0
    byMiddle.set(hash, [...(byMiddle.get(hash) ?? []).slice(0, MOST_ALIKE - 1), i])
  }
  for (let i = 0; i < count; i++) {
    for (let way = 0; way < WAYS; way++) {
      if (way === MIDDLE) continue
      for (const other of byMiddle.get(hashes[i * WAYS + way] ?? 0) ?? []) {
        if (other === i || left.has(i) || !isSame(pictures, i, way, other)) continue
        const [later, earlier] = [Math.max(i, other), Math.min(i, other)]
        const known = twins.get(later) ?? []
        if (!known.includes(earlier)) twins.set(later, [...known, earlier])
      }
    }
  }
  return twins
}

/** A line at the edge unlike its neighbour by more, in brightness, may be what the picture is about: it was not merely cut. */
const MOST_AT_EDGE = 32

/** So many pictures with one middle are looked at. */
const MOST_ALIKE = 16

/** Its middle shows nothing. */
function isFlat({ bytes, length, side, channels }: Pictures, index: number): boolean {
  let low = 255
  let high = 0
  for (let y = 1; y < side - 1; y++) {
    const row = index * length + y * side * channels
    for (let k = channels; k < (side - 1) * channels; k++) {
      const value = bytes[row + k] ?? 0
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return high - low < LEAST_RANGE
}

/** FNV-1a of rows, and of these. */
function hashWays({ bytes, length, side, channels }: Pictures, index: number, to: Uint32Array): void {
  const inner = (side - 2) * channels
  to.fill(0x811c9dc5, index * WAYS, (index + 1) * WAYS)
  for (let y = 0; y < side; y++) {
    for (let dx = 0; dx < 3; dx++) {
      const from = index * length + (y * side + dx) * channels
      let hash = 0x811c9dc5
      for (let k = 0; k < inner; k++) hash = Math.imul(hash ^ (bytes[from + k] ?? 0), 0x01000193)
      for (let dy = 0; dy < 3; dy++) {
        if (y < dy || y >= dy + side - 2) continue
        const at = index * WAYS + dy * 3 + dx
        to[at] = Math.imul((to[at] ?? 0) ^ hash, 0x01000193)
      }
    }
  }
}

/** Is one the other, moved so that what lies in it this way lies in the middle of the other, but for what came in at the edge? */
function isSame(pictures: Pictures, one: number, way: number, other: number): boolean {
  const { bytes, length, side, channels } = pictures
  const [down, across] = [Math.floor(way / 3) - 1, (way % 3) - 1]
  const width = (side - Math.abs(across)) * channels
  for (let y = Math.max(0, -down); y < Math.min(side, side - down); y++) {
    const from = one * length + ((y + down) * side + Math.max(0, across)) * channels
    const to = other * length + (y * side + Math.max(0, -across)) * channels
    for (let k = 0; k < width; k++) if (bytes[from + k] !== bytes[to + k]) return false
  }
  // A picture that was moved has nothing new at the edge it was moved from; which of the two it is nobody knows.
  return endsQuietly(pictures, one, -across, -down) || endsQuietly(pictures, other, across, down)
}

/** Are the lines at these edges, left or right and above or below, like the ones beside them? */
function endsQuietly(pictures: Pictures, index: number, across: number, down: number): boolean {
  const { side, channels } = pictures
  return (
    (across === 0 || isLikeNext(pictures, index, across > 0, side * channels, channels)) &&
    (down === 0 || isLikeNext(pictures, index, down > 0, channels, side * channels))
  )
}

/** @param step along the line @param next from the first line to the next */
function isLikeNext(
  { bytes, length, side, channels }: Pictures,
  index: number,
  last: boolean,
  step: number,
  next: number,
): boolean {
  const first = index * length + (last ? (side - 1) * next : 0)
  const inward = last ? -next : next
  let sum = 0
  for (let i = 0; i < side; i++)
    for (let c = 0; c < channels; c++) {
      const at = first + i * step + c
      sum += Math.abs((bytes[at] ?? 0) - (bytes[at + inward] ?? 0))
    }
  return sum <= MOST_AT_EDGE * side * channels
}
