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
    const values = yield* solve(hole, neighbours, known, allowance)
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

/** Of each missing pixel its neighbours inside the picture. `inside`: by their number in the hole; `known`: by their place. */
interface Neighbours {
  readonly inside: readonly number[]
  readonly known: readonly number[]
}

function neighboursOf(hole: readonly number[], size: number): Neighbours[] {
  const numbers = new Map(hole.map((at, i) => [at, i]))
  return hole.map((at) => {
    const [y, x] = [Math.floor(at / size), at % size]
    const around = [
      ...(y > 0 ? [at - size] : []),
      ...(y < size - 1 ? [at + size] : []),
      ...(x > 0 ? [at - 1] : []),
      ...(x < size - 1 ? [at + 1] : []),
    ]
    return {
      inside: around.flatMap((one) => numbers.get(one) ?? []),
      known: around.filter((one) => !numbers.has(one)),
    }
  })
}

/** A x = b, where A is the degree of each pixel less its neighbours in the hole, and b the sum of its known neighbours. */
function* solve(
  hole: readonly number[],
  neighbours: readonly Neighbours[],
  known: (at: number) => number,
  allowance: Allowance,
): Sliced<Float64Array> {
  const n = hole.length
  const right = Float64Array.from(neighbours, (of) => of.known.reduce((sum, at) => sum + known(at), 0))
  const x = new Float64Array(n)
  const rest = right.slice()
  const along = rest.slice()
  let square = dot(rest, rest)
  const enough = square * DONE ** 2
  for (let round = 0; round < n && square > enough; round++) {
    const image = laplacian(neighbours, along)
    const step = square / dot(along, image)
    for (let i = 0; i < n; i++) {
      x[i] = (x[i] ?? 0) + step * (along[i] ?? 0)
      rest[i] = (rest[i] ?? 0) - step * (image[i] ?? 0)
    }
    const next = dot(rest, rest)
    for (let i = 0; i < n; i++) along[i] = (rest[i] ?? 0) + (next / square) * (along[i] ?? 0)
    square = next
    if (allowance.spend(12 * n)) yield
  }
  return x
}

function laplacian(neighbours: readonly Neighbours[], x: Float64Array): Float64Array {
  return Float64Array.from(neighbours, ({ inside, known }, i) => {
    let sum = (inside.length + known.length) * (x[i] ?? 0)
    for (const one of inside) sum -= x[one] ?? 0
    return sum
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
