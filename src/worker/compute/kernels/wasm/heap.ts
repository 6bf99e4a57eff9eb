/**
 * tfjs' WASM back end as our kernels use it. Its type declarations leave out the heap, so this is the only place that
 * casts to it.
 */
import type { TensorInfo } from '@tensorflow/tfjs'

/** What Emscripten puts on the module. Views are renewed when the heap grows: never keep one across an allocation. */
export interface EmscriptenModule {
  readonly HEAPU8: Uint8Array
  readonly HEAPF32: Float32Array
  _malloc: (bytes: number) => number
  readonly _free: (offset: number) => void
  /** Exports of the instance: the build without threads has its memory here. */
  readonly asm: { readonly memory?: WebAssembly.Memory }
  /** The shared memory of the build with threads. */
  readonly wasmMemory?: WebAssembly.Memory
}

export interface WasmBackend {
  readonly wasm: EmscriptenModule
  /** New uninitialised memory for a tensor. */
  makeOutput(shape: number[], dtype: 'float32' | 'int32' | 'bool'): TensorInfo
  /** One more tensor holds this memory. */
  incRef(dataId: object): void
  readonly dataIdMap: {
    get(dataId: object): { id: number; memoryOffset: number; refCount: number }
  }
}

/** @param backend tfjs' current back end, or the one a kernel is called with */
export function asWasm(backend: unknown): WasmBackend {
  return backend as WasmBackend
}

/** Byte address of a tensor's values. */
export function addressOf(backend: WasmBackend, tensor: TensorInfo): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset
}

/** As `addressOf`, of several tensors by name. */
export function addressesOf<Name extends string>(
  backend: WasmBackend,
  tensors: Readonly<Record<Name, TensorInfo>>,
): Record<Name, number> {
  const named = Object.entries<TensorInfo>(tensors).map(([name, tensor]) => [
    name,
    addressOf(backend, tensor),
  ])
  return Object.fromEntries(named) as Record<Name, number>
}

export function memoryOf(backend: WasmBackend): WebAssembly.Memory {
  const memory = backend.wasm.wasmMemory ?? backend.wasm.asm.memory
  if (memory === undefined) throw new Error('The WASM build hides its memory.')
  return memory
}

/** How many numbers a tensor of that shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

/** A tensor's numbers where they stand: valid until something is allocated. */
export function floats(backend: WasmBackend, tensor: TensorInfo): Float32Array {
  return new Float32Array(backend.wasm.HEAPU8.buffer, addressOf(backend, tensor), sizeOf(tensor.shape))
}
