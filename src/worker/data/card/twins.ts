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

/** Two lanes of FNV-1a over words: cheap, and a clash is settled by the bytes themselves. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return hash >>> 0
}

/** Items that are equal to an earlier one, byte by byte, ascending. */
export function exactTwins({ bytes, count, length }: Items): number[] {
  const seen = new Map<number, number[]>()
  const twins: number[] = []
  for (let i = 0; i < count; i++) {
    const hash = hashOf(bytes, i * length, (i + 1) * length)
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
  const seen = new Map<string, number[]>()
  const twins: number[] = []
  for (let i = 0; i < count; i++) {
    if (left.has(i)) continue
    const halves = halvesOf(pictures, i)
    if (halves === null) continue
    const others = new Set(halves.flatMap((half) => seen.get(half) ?? []))
    if ([...others].some((other) => difference(bytes, other * length, i * length, length) <= ALIKE))
      twins.push(i)
    else for (const half of halves) note(seen, half, i)
  }
  return twins
}

function note(seen: Map<string, number[]>, half: string, i: number): void {
  const known = seen.get(half)
  if (known === undefined) seen.set(half, [i])
  else if (known.length < MOST_LOOKS) known.push(i)
}

/** The hash of the upper and of the lower half; null of a picture too flat to have one. */
function halvesOf(pictures: Pictures, index: number): string[] | null {
  const cells = cellsOf(pictures, index)
  const halves: string[] = []
  let steps = 0
  for (let half = 0; half < 2; half++) {
    let word = 0
    for (let cell = (half * CELLS * CELLS) / 2; cell < ((half + 1) * CELLS * CELLS) / 2; cell++) {
      const rise = (cell + 1) % CELLS === 0 ? 0 : (cells[cell + 1] ?? 0) - (cells[cell] ?? 0)
      const up = rise > STEP ? 1 : 0
      if (Math.abs(rise) > STEP) steps++
      word = (word << 1) | up
    }
    // Halves without a step are shared by pictures that have nothing else in common.
    if (word !== 0) halves.push(`${half}:${word}`)
  }
  return steps < CELLS / 2 || halves.length === 0 ? null : halves
}

/** Mean brightness of each cell, row by row. */
function cellsOf({ bytes, length, side, channels }: Pictures, index: number): Float64Array {
  const sums = new Float64Array(CELLS * CELLS)
  const counts = new Float64Array(CELLS * CELLS)
  for (let y = 0; y < side; y++) {
    const row = Math.floor((y * CELLS) / side) * CELLS
    for (let x = 0; x < side; x++) {
      const cell = row + Math.floor((x * CELLS) / side)
      const at = index * length + (y * side + x) * channels
      const value =
        channels === 1
          ? (bytes[at] ?? 0)
          : ((bytes[at] ?? 0) + (bytes[at + 1] ?? 0) + (bytes[at + 2] ?? 0)) / 3
      sums[cell] = (sums[cell] ?? 0) + value
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return sums.map((sum, cell) => sum / Math.max(1, counts[cell] ?? 0))
}

/** Mean absolute difference of two items, of 255. */
export function difference(bytes: Uint8Array, a: number, b: number, length: number): number {
  let sum = 0
  for (let k = 0; k < length; k++) sum += Math.abs((bytes[a + k] ?? 0) - (bytes[b + k] ?? 0))
  return sum / length
}
