/**
 * Which items of a set are there twice: byte by byte, or so alike that only another look tells them apart. Knows numbers of an
 * item, not what they mean; says nothing to anybody.
 */

/** Items one after the other, `length` bytes each. */
export interface Items {
  readonly bytes: Uint8Array
  readonly count: number
  readonly length: number
}

/** FNV-1a over words of four bytes where they stand so: cheap, and a clash is settled by the bytes themselves. */
function hashOf(values: Uint8Array | Uint32Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (values[i] ?? 0), 0x01000193)
  return hash >>> 0
}

/** Items that are equal to an earlier one, byte by byte, ascending. */
export function exactTwins({ bytes, count, length }: Items): number[] {
  const seen = new Map<number, number[]>()
  const twins: number[] = []
  const inWords = length % 4 === 0 && bytes.byteOffset % 4 === 0
  const values = inWords ? new Uint32Array(bytes.buffer, bytes.byteOffset, (count * length) / 4) : bytes
  const step = inWords ? length / 4 : length
  for (let i = 0; i < count; i++) {
    const hash = hashOf(values, i * step, (i + 1) * step)
    const others = seen.get(hash) ?? []
    if (others.some((other) => same(bytes, other * length, i * length, length))) twins.push(i)
    else seen.set(hash, [...others, i])
  }
  return twins
}

function same(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (bytes[a + k] !== bytes[b + k]) return false
  return true
}

/** Pictures in the order of `Items`: rows from the top, channels beside each other. */
export interface Pictures extends Items {
  readonly side: number
  readonly channels: 1 | 3
}

/** Cells of the small look, a side. */
const CELLS = 8
/** A step in brightness between two cells that counts, of 255: less is noise, and flat ground stays flat. */
const STEP = 3
/** Mean difference of two pictures, of 255, up to which they are taken to be the same one saved twice. */
const ALIKE = 5
/** Looks of one hash that a picture is held against: more would be slow, and no wiser. */
const MOST_LOOKS = 12

/**
 * Pictures that are almost one seen before, and no exact twin: saved again, or enlarged differently. Two are held against each
 * other where the brightness of the upper or of the lower half rises and falls alike (a difference hash of 8 × 8 cells), and
 * are near when their bytes differ by little on average. Some are missed; none is taken for one that looks otherwise.
 */
export function nearTwins(pictures: Pictures, exact: readonly number[]): number[] {
  const { bytes, count, length } = pictures
  const left = new Set(exact)
  const cellAt = cellsOfPixels(pictures.side)
  const seen = new Map<number, Look[]>()
  const twins: number[] = []
  for (let index = 0; index < count; index++) {
    if (left.has(index)) continue
    const cells = cellsOf(pictures, index, cellAt)
    const halves = halvesOf(cells)
    const isNear = (other: Look): boolean =>
      meanDifference(other.cells, cells) <= ALIKE &&
      difference(bytes, other.index * length, index * length, length, ALIKE) <= ALIKE
    if (halves.some((half) => seen.get(half)?.some(isNear))) twins.push(index)
    else for (const half of halves) note(seen, half, { index, cells })
  }
  return twins
}

/** A picture that others are held against. */
interface Look {
  readonly index: number
  readonly cells: Float64Array
}

function note(seen: Map<number, Look[]>, half: number, look: Look): void {
  const known = seen.get(half)
  if (known === undefined) seen.set(half, [look])
  else if (known.length < MOST_LOOKS) known.push(look)
}

/** The hash of the upper and of the lower half, told apart by their sign; none of a picture too flat to have one. */
function halvesOf(cells: Float64Array): number[] {
  const halves: number[] = []
  let steps = 0
  for (let half = 0; half < 2; half++) {
    let word = 0
    for (let cell = (half * CELLS * CELLS) / 2; cell < ((half + 1) * CELLS * CELLS) / 2; cell++) {
      const rise = (cell + 1) % CELLS === 0 ? 0 : (cells[cell + 1] ?? 0) - (cells[cell] ?? 0)
      if (Math.abs(rise) > STEP) steps++
      word = word * 2 + (rise > STEP ? 1 : 0)
    }
    // Halves without a step are shared by pictures that have nothing else in common.
    if (word > 0) halves.push(half === 0 ? word : -word)
  }
  return steps < CELLS / 2 ? [] : halves
}

/** Which cell each pixel of a picture lies in, row by row. */
function cellsOfPixels(side: number): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)]
    return Math.floor((y * CELLS) / side) * CELLS + Math.floor((x * CELLS) / side)
  })
}

/** Mean brightness of each cell, row by row. */
function cellsOf({ bytes, length, channels }: Pictures, index: number, cellAt: Uint8Array): Float64Array {
  const sums = new Float64Array(CELLS * CELLS)
  const counts = new Float64Array(CELLS * CELLS)
  let at = index * length
  for (let i = 0; i < cellAt.length; i++) {
    const cell = cellAt[i] ?? 0
    let value = 0
    for (let channel = 0; channel < channels; channel++) value += bytes[at++] ?? 0
    sums[cell] = (sums[cell] ?? 0) + value / channels
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  for (let cell = 0; cell < sums.length; cell++)
    sums[cell] = (sums[cell] ?? 0) / Math.max(1, counts[cell] ?? 0)
  return sums
}

/** No greater than that of the pictures themselves, and much quicker. */
function meanDifference(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  return sum / a.length
}

/** Mean absolute difference of two items, of 255; what is above `enough` need not be exact. */
export function difference(bytes: Uint8Array, a: number, b: number, length: number, enough = 255): number {
  const limit = enough * length
  let sum = 0
  for (let k = 0; k < length && sum <= limit; k++) sum += Math.abs((bytes[a + k] ?? 0) - (bytes[b + k] ?? 0))
  return sum / length
}
