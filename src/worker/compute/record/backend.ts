/**
 * What record, replay and drawing need of tfjs' WebGPU back end and its types hide. Names only; nothing is decided here.
 */
import { backend as currentBackend } from '@tensorflow/tfjs'

export interface Buffers {
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void
  readonly numBytesUsed: number
  numBytesAllocated: number
  numFreeBuffers: number
  readonly freeBuffers: Map<string, GPUBuffer[]>
}

export interface TensorData {
  resource?: GPUBuffer | null
  values: ArrayBufferView | null
  readonly dtype: string
}

export interface HiddenBackend {
  readonly device: GPUDevice
  queue: GPUQueue
  bufferManager: Buffers
  commandEncoder: GPUCommandEncoder | null
  readonly pipelineCache: Record<string, unknown>
  readonly tensorMap: { get(dataId: object): TensorData }
  uploadToGPU(dataId: object): void
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
  incRef(dataId: object): void
  decRef(dataId: object): void
}

const opened = new WeakSet<object>()

/** Remembers a back end as one on a GPU device of ours. */
export function rememberOpened(backend: HiddenBackend): void {
  opened.add(backend)
}

/** The back end in use where it computes on a GPU device of ours, else null. */
export function gpuBackendNow(): HiddenBackend | null {
  const now = currentBackend()
  return opened.has(now) ? (now as unknown as HiddenBackend) : null
}

/** Submits what tfjs has queued, so that commands of ours come after it. */
export function flush(backend: HiddenBackend): void {
  if (backend.commandEncoder === null) return
  backend.endComputePassEncoder()
  backend.submitQueue()
}

/** The buffer of a tensor, uploaded where it was not yet. */
export function bufferOf(backend: HiddenBackend, tensor: { dataId: object }): GPUBuffer {
  backend.uploadToGPU(tensor.dataId)
  const { resource } = backend.tensorMap.get(tensor.dataId)
  if (resource === null || resource === undefined) throw new Error('A tensor has no buffer.')
  return resource
}

/** Gives memory back that tfjs keeps for tensors to come. */
export function trim(backend: HiddenBackend): void {
  flush(backend)
  const { bufferManager } = backend
  for (const buffers of bufferManager.freeBuffers.values()) {
    for (const buffer of buffers.splice(0)) {
      bufferManager.numBytesAllocated -= buffer.size
      bufferManager.numFreeBuffers--
      buffer.destroy()
    }
  }
}
