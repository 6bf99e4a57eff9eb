/**
 * The leading eigenvectors of a symmetric matrix, in plain numbers: block power iteration with a Rayleigh–Ritz step, so
 * that close eigenvalues are parted and a good start makes it short. Must not know where the matrix comes from.
 */
import { normals, streamFor } from '../../../common/numbers/random.ts'
import { jacobi } from './jacobi.ts'

export interface Eigen {
  /** Largest first. */
  readonly values: readonly number[]
  /** One unit vector per value. */
  readonly vectors: readonly Float64Array[]
}

/** When the search ends. */
export interface Search {
  readonly rounds: number
  /** Residual ‖Av − λv‖ that counts as found, as a share of the largest eigenvalue. */
  readonly tolerance: number
}

/** Vectors carried along beyond those wanted: what converges is decided by the first one left out. */
const SPARE = 6
const PRECISE: Search = { rounds: 300, tolerance: 1e-7 }
/** Below this size Jacobi's method finds all of them at once. */
const SMALL = 24

/**
 * The `count` largest eigenvalues of a positive semi-definite matrix and their vectors; fewer when it is smaller.
 * @param matrix [n, n] row by row, symmetric
 * @param start vectors near the wanted ones, e.g. those of the last look
 * @param search left out: until they are precise
 */
export function leadingEigen(
  matrix: ArrayLike<number>,
  n: number,
  count: number,
  start: readonly Float64Array[] = [],
  search = PRECISE,
): Eigen {
  const wanted = Math.min(count, n)
  if (n <= SMALL) return first(jacobi(Float64Array.from(matrix), n), wanted)
  const width = Math.min(n, wanted + SPARE)
  let block = orthonormal([...start.filter((vector) => vector.length === n), ...fresh(n, width)], width)
  let found: Ritz = { values: [], vectors: block, mix: [] }
  for (let round = 0; round < search.rounds; round++) {
    const images = block.map((vector) => times(matrix, n, vector))
    found = ritz(block, images)
    if (settled(found, rotated(images, found.mix), wanted, search.tolerance)) break
    block = orthonormal([...rotated(images, found.mix), ...fresh(n, width)], width)
  }
  return first(found, wanted)
}

interface Ritz extends Eigen {
  /** Row k: how vector k is made of the block. */
  readonly mix: readonly Float64Array[]
}

/** The best eigenvectors within the span of a block. @param images the matrix times each of the block */
function ritz(block: readonly Float64Array[], images: readonly Float64Array[]): Ritz {
  const width = block.length
  const small = new Float64Array(width * width)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) small[i * width + j] = dot(block[i], images[j])
  }
  const { values, vectors: mix } = jacobi(small, width)
  return { values, mix, vectors: rotated(block, mix) }
}

function settled(
  { values, vectors }: Eigen,
  images: readonly Float64Array[],
  wanted: number,
  tolerance: number,
): boolean {
  const bound = tolerance * Math.max(values[0] ?? 0, Number.MIN_VALUE)
  return vectors.slice(0, wanted).every((vector, k) => {
    const value = values[k] ?? 0
    const image = images[k]
    return Math.hypot(...vector.map((x, i) => (image?.[i] ?? 0) - value * x)) <= bound
  })
}

function rotated(block: readonly Float64Array[], mix: readonly Float64Array[]): Float64Array[] {
  return mix.map((weights) => {
    const out = new Float64Array(block[0]?.length ?? 0)
    block.forEach((vector, i) => addScaled(out, vector, weights[i] ?? 0))
    return out
  })
}

/** Gram–Schmidt, twice for safety; what depends on those before is left out. At most `width` vectors. */
function orthonormal(candidates: readonly Float64Array[], width: number): Float64Array[] {
  const out: Float64Array[] = []
  for (const candidate of candidates) {
    if (out.length === width) break
    const vector = Float64Array.from(candidate)
    const before = length(vector)
    for (let pass = 0; pass < 2; pass++) {
      for (const other of out) addScaled(vector, other, -dot(other, vector))
    }
    const after = length(vector)
    if (after > 1e-10 * before) out.push(vector.map((x) => x / after))
  }
  return out
}

/** Directions to begin with, or to go on with where the matrix has fewer. */
function fresh(n: number, width: number): Float64Array[] {
  const values = normals(streamFor(n, 'evaluate'), n * width)
  return Array.from({ length: width }, (_, k) => Float64Array.from(values.subarray(k * n, (k + 1) * n)))
}

function times(matrix: ArrayLike<number>, n: number, vector: Float64Array): Float64Array {
  const out = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    let sum = 0
    const from = row * n
    for (let i = 0; i < n; i++) sum += (matrix[from + i] ?? 0) * (vector[i] ?? 0)
    out[row] = sum
  }
  return out
}

function first({ values, vectors }: Eigen, count: number): Eigen {
  return { values: values.slice(0, count), vectors: vectors.slice(0, count) }
}

function dot(a: Float64Array | undefined, b: Float64Array | undefined): number {
  let sum = 0
  if (a !== undefined && b !== undefined) for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function addScaled(to: Float64Array, from: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + factor * (from[i] ?? 0)
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector))
}
