/**
 * Fills a hole as a soap film hangs in its frame: each missing pixel becomes the mean of its neighbours, the known ones stay. At the
 * border of the picture the film ends freely. Plain numbers; knows no networks.
 */
import { Allowance, type Sliced } from '../metrics/slices.ts'

/** The residual, as a share of the first one, at which a fill stands: far below a shade of 256. */
const DONE = 1e-5

/**
 * The discrete Laplace equation by conjugate gradients: as many rounds as a hole is wide, or so.
 * @param picture [size, size, channels]; what is missing may hold anything
 * @param missing [size, size] 1 where it is missing @returns the picture, filled; 0 all over where nothing is known
 */
export function* harmonicFill(
  picture: Float32Array,
  missing: Float32Array,
  { size, channels }: { size: number; channels: number },
): Sliced<Float32Array> {
  const filled = picture.slice()
  const hole = holeOf(missing, size)
  if (hole.length === size * size) return filled.fill(0)
  if (hole.length === 0) return filled
  const neighbours = neighboursOf(hole, size)
  const allowance = new Allowance()
  for (let c = 0; c < channels; c++) {
    const known = (at: number) => picture[at * channels + c] ?? NaN
    const values = yield* solve(neighbours, known, allowance)
    hole.forEach((at, i) => (filled[at * channels + c] = values[i] ?? NaN))
  }
  return filled
}

/** Places of the missing pixels, row by row. */
function holeOf(missing: Float32Array, size: number): number[] {
  const places: number[] = []
  for (let at = 0; at < size * size; at++) if ((missing[at] ?? 0) >= 0.5) places.push(at)
  return places
}

/** The neighbours of the missing pixels, inside the picture. */
interface Neighbours {
  /** Four for each, by their number in the hole; −1 where there is none in it. */
  readonly inside: Int32Array
  /** Four for each, by their place; −1 where there is no known one. */
  readonly known: Int32Array
  /** How many each has of both. */
  readonly degree: Int32Array
}

function neighboursOf(hole: readonly number[], size: number): Neighbours {
  const numbers = new Int32Array(size * size).fill(-1)
  hole.forEach((at, i) => (numbers[at] = i))
  const [inside, known] = [new Int32Array(4 * hole.length).fill(-1), new Int32Array(4 * hole.length).fill(-1)]
  const degree = new Int32Array(hole.length)
  hole.forEach((at, i) => {
    const [y, x] = [Math.floor(at / size), at % size]
    const around = [
      y > 0 ? at - size : -1,
      y < size - 1 ? at + size : -1,
      x > 0 ? at - 1 : -1,
      x < size - 1 ? at + 1 : -1,
    ]
    around.forEach((one, way) => {
      if (one < 0) return
      const number = numbers[one] ?? -1
      inside[4 * i + way] = number
      if (number < 0) known[4 * i + way] = one
      degree[i] = (degree[i] ?? 0) + 1
    })
  })
  return { inside, known, degree }
}

/** A x = b, where A is the degree of each pixel less its neighbours in the hole, and b the sum of its known neighbours. */
function* solve(
  { inside, known, degree }: Neighbours,
  valueAt: (at: number) => number,
  allowance: Allowance,
): Sliced<Float64Array> {
  const n = degree.length
  const rest = new Float64Array(n)
  known.forEach((at, i) => {
    if (at >= 0) rest[i >> 2] = (rest[i >> 2] ?? 0) + valueAt(at)
  })
  const x = new Float64Array(n)
  const along = rest.slice()
  const image = new Float64Array(n)
  let square = dot(rest, rest)
  const enough = square * DONE ** 2
  for (let round = 0; round < n && square > enough; round++) {
    laplacian(inside, degree, along, image)
    const step = square / dot(along, image)
    for (let i = 0; i < n; i++) {
      x[i] = (x[i] ?? 0) + step * (along[i] ?? 0)
      rest[i] = (rest[i] ?? 0) - step * (image[i] ?? 0)
    }
    const next = dot(rest, rest)
    const share = next / square
    for (let i = 0; i < n; i++) along[i] = (rest[i] ?? 0) + share * (along[i] ?? 0)
    square = next
    if (allowance.spend(12 * n)) yield
  }
  return x
}

function laplacian(inside: Int32Array, degree: Int32Array, x: Float64Array, into: Float64Array): void {
  for (let i = 0; i < degree.length; i++) {
    let sum = (degree[i] ?? 0) * (x[i] ?? 0)
    for (let way = 4 * i; way < 4 * i + 4; way++) {
      const one = inside[way] ?? -1
      if (one >= 0) sum -= x[one] ?? 0
    }
    into[i] = sum
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
