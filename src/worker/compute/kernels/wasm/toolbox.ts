/**
 * Our own WebAssembly functions, assembled in the page and run on the heap of tfjs' WASM back end, with some memory of
 * their own on it. Must not know tensors.
 */
import { assemble } from './assembler/module.ts'
import { copyRowsSource } from './code/copy-rows.ts'
import { packSource, packTransposedSource } from './code/pack.ts'
import { gatherSource, scatterSource } from './code/patches.ts'
import { productSource, transposedProductSource } from './code/product.ts'
import { finishRowsSource } from './code/rectify.ts'
import { weighRowsSource } from './code/sum-rows.ts'
import { tanhSource } from './code/tanh.ts'
import { uniformsSource } from './code/threefry.ts'
import { adamSource, approachSource } from './code/update.ts'
import type { EmscriptenModule } from './heap.ts'

/** Parameters as in the sources of code/: addresses in bytes, sizes in numbers. */
export interface Functions {
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
  tanh: (from: number, to: number, count: number) => void
  uniforms: (turns: number, first: number, key0: number, key1: number, key2: number, to: number) => void
  adam: (...args: number[]) => void
  approach: (count: number, mean: number, fresh: number, share: number) => void
  weighRows: (k: number, n: number, a: number, aBytes: number, b: number, bBytes: number, y: number) => void
}

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

export interface Toolbox extends Functions {
  /** Rows of a tile of a product. */
  readonly tileRows: number
  /** An address with room for this many bytes, the same for all who ask: valid until the next call with that slot. */
  room(slot: Slot, bytes: number): number
}

/** Things that are needed at the same time are in different slots. */
export type Slot = 'packed' | 'weights' | 'strip' | 'patches' | 'sums'

/** Loads our functions onto the heap of a back end. */
export async function loadToolbox(module: EmscriptenModule, memory: WebAssembly.Memory): Promise<Toolbox> {
  const fused = hasRelaxedSimd()
  // Without a fused instruction a product needs a register more, so tiles are smaller.
  const tile = { rows: fused ? 6 : 4, fused }
  const binary = assemble(
    [
      productSource(tile),
      transposedProductSource(tile),
      packSource,
      packTransposedSource,
      gatherSource,
      scatterSource,
      finishRowsSource,
      weighRowsSource,
      copyRowsSource,
      tanhSource,
      uniformsSource,
      adamSource,
      approachSource,
    ],
    isShared(memory),
  )
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } })
  const functions = instance.exports as unknown as Functions
  return { ...functions, tileRows: tile.rows, room: rooms(module) }
}

function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer
}

/** A function of two vectors that uses f32x4.relaxed_madd: valid where the engine knows it. */
const RELAXED_PROBE = [
  0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 6, 1, 0x60, 1, 0x7b, 1, 0x7b, 3, 2, 1, 0, 10, 13, 1, 11, 0, 0x20, 0,
  0x20, 0, 0x20, 0, 0xfd, 0x85, 0x02, 0x0b,
]

function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(new Uint8Array(RELAXED_PROBE))
}

/** Memory that only grows: one block a slot. */
function rooms(module: EmscriptenModule): Toolbox['room'] {
  const blocks = new Map<Slot, { address: number; bytes: number }>()
  return (slot, bytes) => {
    const block = blocks.get(slot)
    if (block !== undefined && block.bytes >= bytes) return block.address
    if (block !== undefined) module._free(block.address)
    // Some more than asked for, so that a slowly growing need does not allocate each time.
    const size = Math.ceil(bytes * 1.25) + 64
    const address = module._malloc(size)
    blocks.set(slot, { address, bytes: size })
    return address
  }
}
