/** A heap that threads share, as tfjs' threaded build has one, without tfjs: tensors lie where they are put. For kernels and their pool in Node. */
import { Worker } from 'node:worker_threads'
import type { TensorInfo } from '@tensorflow/tfjs'
import type { EmscriptenModule, WasmBackend } from '../../../src/worker/compute/kernels/wasm/heap.ts'
import type { Thread } from '../../../src/worker/compute/kernels/wasm/pool/pool.ts'
import { loadToolbox, type Loaded, type Toolbox } from '../../../src/worker/compute/kernels/wasm/toolbox.ts'

const PAGE = 65_536
const PAGES = 1024

export interface SharedHeap {
  readonly backend: WasmBackend
  readonly tools: Toolbox
  readonly loaded: Loaded
  readonly memory: WebAssembly.Memory
  /** Memory for so many bytes. */
  room(bytes: number): number
  /** Puts numbers on the heap. */
  put(shape: readonly number[], values: ArrayLike<number>): TensorInfo
  read(tensor: TensorInfo): Float32Array
}

/** Threads as Node makes them. */
export function nodeThread(text: string): Thread {
  const worker = new Worker(text, { eval: true })
  return {
    send: (message) => worker.postMessage(message),
    answer: new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    }),
    end: () => void worker.terminate(),
  }
}

/** @param threads that compute */
export async function sharedHeap(
  threads: number,
  spawn = nodeThread,
  patience = 10_000,
): Promise<SharedHeap> {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true })
  const bytes = new Uint8Array(memory.buffer)
  let free = 1024
  const module = {
    HEAPU8: bytes,
    HEAPF32: new Float32Array(memory.buffer),
    _malloc: (size: number): number => {
      const at = free
      free += Math.ceil(size / 64) * 64
      if (free > PAGES * PAGE) throw new Error('The heap of the test is too small.')
      return at
    },
    _free: () => undefined,
    asm: {},
    wasmMemory: memory,
  } as unknown as EmscriptenModule
  const places = new Map<object, number>()
  const backend = {
    wasm: module,
    makeOutput: (shape: number[], dtype: TensorInfo['dtype']): TensorInfo => {
      const dataId = {}
      places.set(dataId, module._malloc(4 * shape.reduce((product, side) => product * side, 1)))
      return { dataId, shape, dtype }
    },
    incRef: () => undefined,
    dataIdMap: { get: (dataId: object) => ({ id: 0, memoryOffset: places.get(dataId) ?? 0, refCount: 1 }) },
  } as unknown as WasmBackend
  const loaded = await loadToolbox(module, memory, { helpers: threads - 1, spawn, patience })
  const view = ({ dataId, shape }: TensorInfo): Float32Array =>
    new Float32Array(
      memory.buffer,
      places.get(dataId) ?? 0,
      shape.reduce((product, side) => product * side, 1),
    )
  return {
    backend,
    tools: loaded.tools,
    loaded,
    memory,
    room: (bytes) => module._malloc(bytes),
    put: (shape, values) => {
      const tensor = backend.makeOutput([...shape], 'float32')
      view(tensor).set(values)
      return tensor
    },
    read: (tensor) => view(tensor).slice(),
  }
}
