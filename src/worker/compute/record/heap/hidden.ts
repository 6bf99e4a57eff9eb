/**
 * What recording needs of tfjs' WASM back end and its types hide. Names only; nothing is decided here.
 */
import { getKernelsForBackend, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs'
import type { EmscriptenModule, WasmBackend } from '../../kernels/wasm/heap.ts'

export interface HiddenModule extends EmscriptenModule {
  /** A function of the module by name; arguments of type `array` are copied to its stack at each call. */
  readonly cwrap: (name: string, returns: string | null, types: readonly string[]) => NativeFunction
  readonly tfjs: {
    disposeData(id: number): void
    registerTensor(id: number, size: number, memoryOffset: number): void
  }
}

export type NativeFunction = (...values: readonly unknown[]) => unknown

export interface HeapTensor {
  readonly id: number
  readonly memoryOffset: number
  readonly shape: readonly number[]
  readonly dtype: string
  refCount: number
}

export interface HiddenHeap extends Omit<WasmBackend, 'dataIdMap' | 'wasm'> {
  readonly wasm: HiddenModule
  dataIdNextNumber: number
  readonly dataIdMap: {
    get(dataId: object): HeapTensor
    has(dataId: object): boolean
    set(dataId: object, held: HeapTensor): void
    delete(dataId: object): boolean
  }
  write(values: ArrayBufferView | null, shape: readonly number[], dtype: string): object
  read(dataId: object): Promise<ArrayBufferView>
  readSync(dataId: object, start?: number, end?: number): ArrayBufferView
  typedArrayFromHeap(tensor: TensorInfo): ArrayBufferView
  disposeData(dataId: object, force?: boolean): boolean
}

/** A kernel as the registry holds it: what is put in the place of its function is called from then on. */
export type HeldKernel = { -readonly [K in keyof KernelConfig]: KernelConfig[K] }

export function heldKernels(): readonly HeldKernel[] {
  return getKernelsForBackend('wasm')
}

/** Bytes of a number. */
export function bytesOf(dtype: string): number {
  return dtype === 'bool' ? 1 : 4
}

/** A function of the module itself, that takes numbers alone. */
export function exportOf(module: HiddenModule, name: string): ((...values: number[]) => void) | null {
  const found = (module as unknown as Record<string, unknown>)[`_${name}`]
  return typeof found === 'function' ? (found as (...values: number[]) => void) : null
}
