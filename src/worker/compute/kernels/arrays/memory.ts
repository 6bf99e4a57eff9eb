/**
 * Where a tensor's values lie in memory that JavaScript can write to. The only place that knows how the CPU and the WASM
 * back end keep them.
 */
import type { TensorInfo } from '@tensorflow/tfjs'

/** What both back ends have: room for new values. */
export interface Device {
  write(values: Float32Array, shape: number[], dtype: 'float32'): object
}

interface HeapBackend {
  typedArrayFromHeap(tensor: TensorInfo): Float32Array
  readonly dataIdMap: { get(dataId: object): { id: number; memoryOffset: number } }
  readonly wasm: {
    readonly tfjs: {
      disposeData(id: number): void
      registerTensor(id: number, size: number, memoryOffset: number): void
    }
  }
}

interface ArrayBackend {
  readonly data: { get(dataId: object): { values: Float32Array } }
}

/** A live view: writing to it changes the tensor. Never keep one across an allocation. */
export function valuesOf(backend: Device, tensor: TensorInfo): Float32Array {
  if (isHeap(backend)) return backend.typedArrayFromHeap(tensor)
  return (backend as unknown as ArrayBackend).data.get(tensor.dataId).values
}

/**
 * To be told after a tensor was changed in place. The WASM back end's XNNPACK packs the second factor of a product and
 * the filter of a convolution once per tensor id, and would go on using the old values; renewing the id drops the pack.
 */
export function touched(backend: Device, tensor: TensorInfo): void {
  if (!isHeap(backend)) return
  const { id, memoryOffset } = backend.dataIdMap.get(tensor.dataId)
  const size = tensor.shape.reduce((product, side) => product * side, 1)
  backend.wasm.tfjs.disposeData(id)
  backend.wasm.tfjs.registerTensor(id, size, memoryOffset)
}

function isHeap(backend: unknown): backend is HeapBackend {
  return typeof (backend as Partial<HeapBackend>).typedArrayFromHeap === 'function'
}
