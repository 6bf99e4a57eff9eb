/** Our WebAssembly functions by name, and what one thread computes with. Types alone. */
import type { Outputs } from './code/tiles/filtering.ts'

/** What tiles need for products, and back, of so many outputs in either direction: see code/tiles/. */
type TileFunction =
  'readWindows' | 'addWindows' | 'readShares' | 'writeShares' | 'readFactors' | 'writeFactors'

/** Parameters as in the sources of code/: addresses in bytes, sizes in numbers. */
export interface Functions extends Record<`${TileFunction}${Outputs}`, (...args: number[]) => void> {
  product: (...args: ProductArguments) => void
  productTransposed: (...args: ProductArguments) => void
  pack: (k: number, n: number, b: number, bBytes: number, to: number) => void
  packTransposed: (k: number, n: number, b: number, bBytes: number, to: number) => void
  gather: (...args: number[]) => void
  scatter: (...args: number[]) => void
  finishRows: (rows: number, columns: number, from: number, to: number, bias: number, slope: number) => void
  copyRows: (
    rows: number,
    columns: number,
    from: number,
    fromBytes: number,
    to: number,
    toBytes: number,
  ) => void
  clear: (to: number, count: number) => void
  addRows: RowwiseFunction
  subtractRows: RowwiseFunction
  multiplyRows: RowwiseFunction
  step: (from: number, to: number, count: number, alpha: number) => void
  tanh: (from: number, to: number, count: number) => void
  uniforms: (turns: number, first: number, key0: number, key1: number, key2: number, to: number) => void
  adam: (...args: number[]) => void
  approach: (count: number, mean: number, fresh: number, share: number) => void
  sumRows: (rows: number, columns: number, x: number, bytes: number, y: number) => void
  momentsOfRows: (...args: number[]) => void
  joinMoments: (...args: number[]) => void
  sumsAlong: (...args: number[]) => void
  perDeviation: (columns: number, a: number, variance: number, y: number, epsilon: number) => void
  normaliseRows: (...args: number[]) => void
  normaliseGradientRows: (...args: number[]) => void
  mask: (count: number, x: number, mask: number, y: number, slope: number) => void
  weighRows: (k: number, n: number, a: number, aBytes: number, b: number, bBytes: number, y: number) => void
}

export type RowwiseFunction = (
  rows: number,
  columns: number,
  a: number,
  b: number,
  bBytes: number,
  to: number,
) => void

type ProductArguments = [
  m: number,
  n: number,
  k: number,
  a: number,
  aBytes: number,
  b: number,
  c: number,
  cBytes: number,
  accumulate: number,
  scratch: number,
]

/** What one thread computes with. */
export interface PartTools extends Functions {
  /** Rows of a tile of a product. */
  readonly tileRows: number
  /** An address with room for this many bytes, the same for all who ask: valid until the next call with that slot. */
  readonly room: (slot: Slot, bytes: number) => number
}

/** Things that are needed at the same time are in different slots. */
export type Slot =
  'packed' | 'weights' | 'strip' | 'patches' | 'sums' | 'windows' | 'shares' | 'factors' | 'zeros'
