/**
 * Matrix products on the heap, of any shape and with either factor transposed. Splits k so that what is packed stays in
 * the cache. A factor that serves several products is packed once. Knows addresses, not tensors.
 */
import { packedBytes } from './code/pack.ts'
import { productScratch } from './code/product.ts'
import type { PartTools } from './functions.ts'

/** A matrix as it lies in memory; `transposed`: its rows are stored as columns. */
export interface Matrix {
  readonly address: number
  /** Bytes from one stored row to the next. */
  readonly rowBytes: number
  readonly transposed: boolean
}

/** Numbers of B that are packed at once: half of a common second-level cache. */
const PACKED_NUMBERS = 65_536
const SHORTEST_K = 64
const LONGEST_K = 512

/**
 * C = A·B, or C += A·B. @param m,n,k A is [m, k], B [k, n], C [m, n], rows of C `4n` bytes apart
 */
export function multiply(
  tools: PartTools,
  m: number,
  n: number,
  k: number,
  a: Matrix,
  b: Matrix,
  c: number,
  accumulate = false,
): void {
  if (m === 1 && !b.transposed && !accumulate) {
    tools.weighRows(k, n, a.address, a.transposed ? a.rowBytes : 4, b.address, b.rowBytes, c)
    return
  }
  multiplyTiles(tools, m, n, k, a, b, c, accumulate)
}

/** As `multiply`, for some rows of a product of more than one: each number comes out as it would among all of them. */
export function multiplyTiles(
  tools: PartTools,
  m: number,
  n: number,
  k: number,
  a: Matrix,
  b: Matrix,
  c: number,
  accumulate: boolean,
): void {
  const step = turnsAtOnce(n, k)
  const packed = tools.room('packed', packedBytes(step, n))
  for (let from = 0; from < k; from += step) {
    const turns = Math.min(step, k - from)
    packRows(tools, n, b, from, turns, packed)
    addTurns(tools, { m, n, k: turns, a: startingAt(a, from), packed, c, accumulate: accumulate || from > 0 })
  }
}

/** The second factor of products, packed whole. Valid until the next one is packed. */
export interface PackedMatrix {
  readonly address: number
  readonly n: number
  readonly k: number
}

/** @param n,k B is [k, n] @param address where to, `packedBytes(k, n)` of it; left out: a room of its own */
export function packWhole(
  tools: PartTools,
  n: number,
  k: number,
  b: Matrix,
  address = tools.room('weights', packedBytes(k, n)),
): PackedMatrix {
  const step = turnsAtOnce(n, k)
  for (let from = 0; from < k; from += step) {
    packRows(tools, n, b, from, Math.min(step, k - from), address + packedBytes(from, n))
  }
  return { address, n, k }
}

/** C = A·B. @param m A is [m, k], C [m, n], rows of C `4n` bytes apart */
export function multiplyPacked(tools: PartTools, m: number, a: Matrix, b: PackedMatrix, c: number): void {
  const { n, k } = b
  const step = turnsAtOnce(n, k)
  for (let from = 0; from < k; from += step) {
    addTurns(tools, {
      m,
      n,
      k: Math.min(step, k - from),
      a: startingAt(a, from),
      packed: b.address + packedBytes(from, n),
      c,
      accumulate: from > 0,
    })
  }
}

/** Turns of k whose part of B is packed together. */
function turnsAtOnce(n: number, k: number): number {
  return Math.min(k, LONGEST_K, Math.max(SHORTEST_K, Math.floor(PACKED_NUMBERS / n)))
}

function packRows(tools: PartTools, n: number, b: Matrix, from: number, turns: number, to: number): void {
  const pack = b.transposed ? tools.packTransposed : tools.pack
  pack(turns, n, b.address + from * (b.transposed ? 4 : b.rowBytes), b.rowBytes, to)
}

function startingAt(a: Matrix, turn: number): Matrix {
  return { ...a, address: a.address + turn * (a.transposed ? a.rowBytes : 4) }
}

interface Turns {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly a: Matrix
  readonly packed: number
  readonly c: number
  readonly accumulate: boolean
}

function addTurns(tools: PartTools, { m, n, k, a, packed, c, accumulate }: Turns): void {
  const scratch = tools.room('strip', productScratch(tools.tileRows, k))
  const product = a.transposed ? tools.productTransposed : tools.product
  product(m, n, k, a.address, a.rowBytes, packed, c, 4 * n, accumulate ? 1 : 0, scratch)
}
