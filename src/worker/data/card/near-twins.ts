/**
 * Which pictures of a set are almost one seen before: saved again, brighter, moved or cut by a pixel. How alike two must be
 * goes by how alike the set's pictures are anyway, for letters and digits are more alike than photographs. Says nothing to anybody.
 */
import { movedTwins } from './moved-twins.ts'
import { tangentDistance, type Look } from './tangent-distance.ts'
import type { Pictures } from './twins.ts'

/** Left of a picture's variance when it was only saved again: noise, JPEG's and a pixel's move leave up to 0.01. */
const MOST = 0.01
/** Of the spread of the set: its pictures need not be told apart better than this share of how far they usually are apart. */
const SHARE = 1 / 80
/** Which neighbour tells the spread: copies in tens do not hide it. */
const NEIGHBOUR = 10
/** Pictures that are asked how far their neighbours are, and pictures they are held against. */
const ASKED = 16
const AGAINST = 160
/** Sets smaller than this have no spread to speak of. */
const SMALL_SET = 12

/** Sides of the quick look and of the careful one, in cells at most. */
const QUICK = 8
const CAREFUL = 32
const CELLS = QUICK * QUICK
/** Pictures of a smaller side hold little beside what smoothing takes: once does, where others need it twice. */
const TINY = 16
/** Pictures apart on the quick look are not looked at again; of unit length each. */
const QUICK_APART = 0.4
/** So much left on the quick look, which sees less, is no copy. */
const QUICK_LEFT = 0.04
/** Neighbours in the order of the quick look's widest cell that a picture is held against. */
const ROW = 800
/** The nearest of them that get a second quick look: so many in all, and of one picture at most. */
const SECOND_LOOKS = 100_000
const MOST_SECOND = 32
/** The likeliest of all pairs, which are looked at carefully: so many in all, and of one picture at most. */
const CAREFUL_LOOKS = 4000
const MOST_CAREFUL = 4

/**
 * Indices of pictures that are almost an earlier one and no exact twin, ascending. Some are missed in sets of many thousands that
 * look alike; none is taken for one that looks otherwise.
 */
export function nearTwins(pictures: Pictures, exact: readonly number[]): number[] {
  const left = new Set(exact)
  const quick = Array.from({ length: pictures.count }, (_, i) =>
    left.has(i) ? null : lookOf(pictures, i, QUICK, true),
  )
  const alike = candidates(quick)
  const moved = movedTwins(pictures, left)
  if (alike.size === 0 && moved.size === 0) return []
  const limit = Math.min(MOST, SHARE * spreadOf(pictures, left))
  const found = new Set<number>()
  for (const index of [...new Set([...alike.keys(), ...moved.keys()])].sort((a, b) => a - b)) {
    if (moved.get(index)?.some((other) => !found.has(other)) === true) {
      found.add(index)
      continue
    }
    const others = alike.get(index) ?? []
    const look = lookOf(pictures, index, CAREFUL)
    const isNear = (other: number): boolean =>
      !found.has(other) && tangentDistance(lookOf(pictures, other, CAREFUL), look) <= limit
    if (others.some(isNear)) found.add(index)
  }
  return [...found]
}

/** For each picture the earlier ones that the quick look takes for it, the nearest first. */
function candidates(looks: readonly (Look | null)[]): Map<number, number[]> {
  const { order, rows } = inOrder(looks)
  const nearest = new Map<number, Neighbour[]>()
  const most = Math.min(MOST_SECOND, Math.ceil(SECOND_LOOKS / Math.max(1, order.length)))
  const limit = QUICK_APART ** 2
  for (let one = 0; one < order.length; one++) {
    const last = Math.min(order.length - 1, one + ROW)
    for (let two = one + 1; two <= last; two++) {
      if ((rows[two * CELLS] ?? 0) - (rows[one * CELLS] ?? 0) > QUICK_APART) break
      const apart = squaredApart(rows, one, two, limit)
      if (apart <= limit) keep(nearest, most, [order[one] ?? 0, order[two] ?? 0], apart)
    }
  }
  const likely = [...nearest].flatMap(([index, list]) =>
    list
      .map(({ other }) => ({ index, other, left: quickLeft(looks[other], looks[index]) }))
      .filter(({ left }) => left <= QUICK_LEFT)
      .sort((p, q) => p.left - q.left)
      .slice(0, MOST_CAREFUL),
  )
  likely.sort((p, q) => p.left - q.left || p.index - q.index)
  const alike = new Map<number, number[]>()
  for (const { index, other } of likely.slice(0, CAREFUL_LOOKS))
    alike.set(index, [...(alike.get(index) ?? []), other])
  return alike
}

function quickLeft(a: Look | null | undefined, b: Look | null | undefined): number {
  return a == null || b == null ? 1 : tangentDistance(a, b)
}

/**
 * The pictures that are not flat, along the cell in which they differ most, and their quick looks in that order: brightness and
 * contrast taken out, the cells that tell most first.
 */
function inOrder(looks: readonly (Look | null)[]): { order: number[]; rows: Float32Array } {
  const seen = looks.flatMap((look, index) => {
    const at = look === null ? null : direction(look.values)
    return at === null ? [] : [{ index, at }]
  })
  const [first] = seen
  if (first === undefined) return { order: [], rows: new Float32Array() }
  const telling = first.at.map((_, cell) => spreadIn(seen.map(({ at }) => at[cell] ?? 0)))
  const cells = Array.from(telling.keys()).sort((a, b) => (telling[b] ?? 0) - (telling[a] ?? 0) || a - b)
  const [axis = 0] = cells
  seen.sort((a, b) => (a.at[axis] ?? 0) - (b.at[axis] ?? 0) || a.index - b.index)
  const rows = new Float32Array(seen.length * CELLS)
  for (const [k, { at }] of seen.entries())
    for (const [to, cell] of cells.entries()) rows[k * CELLS + to] = at[cell] ?? 0
  return { order: seen.map(({ index }) => index), rows }
}

function spreadIn(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}

interface Neighbour {
  readonly other: number
  readonly apart: number
}

/** Under the later of the two. */
function keep(
  nearest: Map<number, Neighbour[]>,
  most: number,
  [one, two]: readonly [number, number],
  apart: number,
): void {
  const index = Math.max(one, two)
  const neighbour = { other: Math.min(one, two), apart }
  const list = nearest.get(index)
  if (list === undefined) {
    nearest.set(index, [neighbour])
    return
  }
  if (list.length === most && (list.at(-1)?.apart ?? 0) <= apart) return
  let place = list.length
  while (place > 0 && (list[place - 1]?.apart ?? 0) > apart) place--
  list.splice(place, 0, neighbour)
  if (list.length > most) list.pop()
}

/** Without brightness and contrast; null of what is flat. */
function direction(values: Float32Array): Float32Array | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0))
  return length < 1 ? null : values.map((value) => (value - mean) / length)
}

/** What is above the limit need not be exact. */
function squaredApart(rows: Float32Array, one: number, two: number, limit: number): number {
  let sum = 0
  const a = one * CELLS
  const b = two * CELLS
  for (let i = 0; i < CELLS && sum <= limit; i++) sum += ((rows[a + i] ?? 0) - (rows[b + i] ?? 0)) ** 2
  return sum
}

/** How far a picture's neighbours are, a few of them counted: the middle of some pictures asked. 1 of a set too small to tell. */
function spreadOf(pictures: Pictures, left: ReadonlySet<number>): number {
  const all = Array.from({ length: pictures.count }, (_, i) => i).filter((i) => !left.has(i))
  if (all.length < SMALL_SET) return 1
  const against = evenly(all, AGAINST)
  const looks = new Map(against.map((i) => [i, lookOf(pictures, i, CAREFUL)]))
  const rank = Math.max(1, Math.round((Math.min(NEIGHBOUR, all.length / 4) * against.length) / all.length))
  const spreads = evenly(against, ASKED).map((asked) => {
    const look = looks.get(asked)
    const apart = [...looks]
      .flatMap(([i, other]) => (i === asked || look === undefined ? [] : [tangentDistance(look, other)]))
      .sort((a, b) => a - b)
    return apart[rank - 1] ?? 1
  })
  return spreads.sort((a, b) => a - b)[Math.floor(spreads.length / 2)] ?? 1
}

function evenly(from: readonly number[], most: number): number[] {
  const count = Math.min(most, from.length)
  return Array.from({ length: count }, (_, i) => from[Math.floor((i * from.length) / count)] ?? 0)
}

/** The picture in cells, smoothed. @param gray in brightness alone */
function lookOf(
  { bytes, length, side, channels }: Pictures,
  index: number,
  cells: number,
  gray = false,
): Look {
  const small = Math.min(cells, side)
  const kept = gray ? 1 : channels
  const values = new Float32Array(small * small * kept)
  const counts = new Float32Array(small * small)
  const shared = kept === 1 ? channels : 1
  let at = index * length
  for (let y = 0; y < side; y++) {
    const row = Math.floor((y * small) / side) * small
    for (let x = 0; x < side; x++) {
      const cell = row + Math.floor((x * small) / side)
      counts[cell] = (counts[cell] ?? 0) + shared
      for (let channel = 0; channel < channels; channel++) {
        const to = kept === 1 ? cell : cell * kept + channel
        values[to] = (values[to] ?? 0) + (bytes[at++] ?? 0)
      }
    }
  }
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / (counts[Math.floor(i / kept)] ?? 1)
  const once = smoothed(values, small, kept)
  return { values: side < TINY ? once : smoothed(once, small, kept), side: small, channels: kept }
}

/** One part of each neighbour to two of the cell itself, along both sides. */
function smoothed(values: Float32Array, side: number, channels: number): Float32Array {
  return along(along(values, side, channels, true), side, channels, false)
}

function along(values: Float32Array, side: number, channels: number, rows: boolean): Float32Array {
  const out = new Float32Array(values.length)
  const step = rows ? channels : side * channels
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const place = rows ? x : y
      const before = place === 0 ? 0 : step
      const after = place === side - 1 ? 0 : step
      for (let channel = 0; channel < channels; channel++) {
        const i = (y * side + x) * channels + channel
        out[i] = ((values[i - before] ?? 0) + 2 * (values[i] ?? 0) + (values[i + after] ?? 0)) / 4
      }
    }
  }
  return out
}
