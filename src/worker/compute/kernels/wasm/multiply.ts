/**
 * Matrix products on the heap, of any shape and with either factor transposed. Splits k so that what is packed stays in
 * the cache. Knows addresses, not tensors.
 */
import { packedBytes } from './code/pack.ts'
import { productScratch } from './code/product.ts'
import type { Toolbox } from './toolbox.ts'

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
  tools: Toolbox,
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
  const step = Math.min(k, LONGEST_K, Math.max(SHORTEST_K, Math.floor(PACKED_NUMBERS / n)))
  const packed = tools.room('packed', packedBytes(step, n))
  const scratch = tools.room('strip', productScratch(tools.tileRows, step))
  const pack = b.transposed ? tools.packTransposed : tools.pack
  const product = a.transposed ? tools.productTransposed : tools.product
  for (let from = 0; from < k; from += step) {
    const turns = Math.min(step, k - from)
    pack(turns, n, b.address + from * (b.transposed ? 4 : b.rowBytes), b.rowBytes, packed)
    const left = a.address + from * (a.transposed ? a.rowBytes : 4)
    const more = accumulate || from > 0 ? 1 : 0
    product(m, n, turns, left, a.rowBytes, packed, c, 4 * n, more, scratch)
  }
}
