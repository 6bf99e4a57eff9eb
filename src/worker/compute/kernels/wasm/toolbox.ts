/**
 * Our own WebAssembly functions, assembled in the page and run on the heap of tfjs' WASM back end, with some memory of
 * their own on it. Must not know tensors.
 */
import { assemble } from './assembler/module.ts'
import { readFactorsSource, writeFactorsSource } from './code/tiles/factors.ts'
import { joinMomentsSource, momentsOfRowsSource, sumRowsSource, sumsAlongSource } from './code/column-sums.ts'
import { copyRowsSource } from './code/copy-rows.ts'
import { clearSource } from './code/clear.ts'
import {
  maskSource,
  normaliseGradientRowsSource,
  normaliseRowsSource,
  perDeviationSource,
} from './code/normalise.ts'
import { packSource, packTransposedSource } from './code/pack.ts'
import { gatherSource, scatterSource } from './code/patches.ts'
import { productSource, transposedProductSource } from './code/product.ts'
import { finishRowsSource } from './code/rectify.ts'
import { addRowsSource, multiplyRowsSource, stepSource, subtractRowsSource } from './code/rowwise.ts'
import { readSharesSource, writeSharesSource } from './code/tiles/shares.ts'
import { addWindowsSource, readWindowsSource } from './code/tiles/windows.ts'
import { weighRowsSource } from './code/sum-rows.ts'
import { tanhSource } from './code/tanh.ts'
import { uniformsSource } from './code/threefry.ts'
import { adamSource, approachSource } from './code/update.ts'
import type { EmscriptenModule } from './heap.ts'
import type { Functions, PartTools, Slot } from './functions.ts'
import { openPool, type Pool, type PoolOptions } from './pool/pool.ts'
import type { FunctionNames } from './pool/tape.ts'

const TILE_SOURCES = [
  readWindowsSource,
  addWindowsSource,
  readSharesSource,
  writeSharesSource,
  readFactorsSource,
  writeFactorsSource,
]

export interface Toolbox extends PartTools {
  /**
   * Work that is cut into parts, made by as many threads as there are, at most `most`: each part with tools and rooms of its own. What
   * is computed must not depend on how it is cut. Returns when all of it is made.
   * @param work makes one part; may be asked for the same part twice
   */
  readonly together: (most: number, work: (tools: PartTools, part: number, parts: number) => void) => void
  /** As `together`, of parts whose calls stand on the heap: the first is made here, the others' lists lie at these byte addresses. */
  readonly play: (first: () => void, places: readonly number[]) => void
  /** Threads that compute. */
  readonly threads: number
  /** Ends the helping threads. */
  readonly end: () => void
}

/** How threads that help are made; without them one thread computes all. */
export interface Helping {
  readonly helpers: number
  readonly spawn: PoolOptions['spawn']
  readonly patience?: number
}

/** Our functions on a heap, and what computes with them. */
export interface Loaded {
  readonly tools: Toolbox
  readonly functions: Functions
  /** In the order of their places in a list of calls. */
  readonly names: FunctionNames
}

/** Loads our functions onto the heap of a back end. @param helping left out: one thread computes all */
export async function loadToolbox(
  module: EmscriptenModule,
  memory: WebAssembly.Memory,
  helping: Helping | null = null,
): Promise<Loaded> {
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
      ...TILE_SOURCES.flatMap((source) => [source(2), source(4)]),
      finishRowsSource,
      weighRowsSource,
      copyRowsSource,
      clearSource,
      addRowsSource,
      subtractRowsSource,
      multiplyRowsSource,
      stepSource,
      tanhSource,
      uniformsSource,
      adamSource,
      approachSource,
      sumRowsSource,
      momentsOfRowsSource,
      joinMomentsSource,
      sumsAlongSource,
      perDeviationSource,
      normaliseRowsSource,
      normaliseGradientRowsSource,
      maskSource,
    ],
    isShared(memory),
  )
  const compiled = await WebAssembly.compile(binary)
  const instance = await WebAssembly.instantiate(compiled, { env: { memory } })
  const functions = instance.exports as unknown as Functions
  const names = Object.keys(functions) as (keyof Functions)[]
  // Only memory that is shared can be helped with.
  const helped = helping !== null && helping.helpers > 0 && isShared(memory) ? helping : null
  const pool =
    helped === null ? null : await openPool({ ...helped, module: compiled, memory, names, functions })
  return {
    tools: toolboxOf({ functions, tileRows: tile.rows, rooms: rooms(module) }, pool),
    functions,
    names,
  }
}

interface Alone {
  readonly functions: Functions
  readonly tileRows: number
  readonly rooms: (part: number) => Toolbox['room']
}

/** @param pool null: one thread computes all */
export function toolboxOf({ functions, tileRows, rooms: roomOf }: Alone, pool: Pool | null): Toolbox {
  const own: PartTools[] = []
  const toolsOf = (part: number): PartTools => (own[part] ??= { ...functions, tileRows, room: roomOf(part) })
  return {
    ...toolsOf(0),
    threads: pool?.threads ?? 1,
    together: (most, work) => {
      const parts = Math.max(1, Math.min(most, pool?.threads ?? 1))
      if (pool === null || parts === 1) work(toolsOf(0), 0, 1)
      else pool.run(parts, toolsOf, (tools, part) => work(tools, part, parts))
    },
    play: (first, places) => {
      if (pool === null) first()
      else pool.play(first, places)
    },
    end: () => pool?.end(),
  }
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

/** Memory that only grows: one block a slot, of each part its own. */
function rooms(module: EmscriptenModule): Alone['rooms'] {
  return () => roomsOfOne(module)
}

function roomsOfOne(module: EmscriptenModule): Toolbox['room'] {
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
