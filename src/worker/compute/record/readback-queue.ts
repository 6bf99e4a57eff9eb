/**
 * Reads memory of the GPU back: what is asked for in one go of JavaScript leaves in one buffer and costs one sync. Must not
 * know what the numbers mean.
 */
import type { Tensor } from '@tensorflow/tfjs'
import { bufferOf, flush, type HiddenBackend } from './backend.ts'

/** Bytes of a buffer. Multiples of four. */
export interface Excerpt {
  readonly buffer: GPUBuffer
  readonly offset: number
  readonly bytes: number
}

interface Parcel {
  readonly excerpts: readonly Excerpt[]
  readonly bytes: number
  readonly deliver: (values: Float32Array) => void
  readonly fail: (reason: unknown) => void
}

export class ReadbackQueue {
  private waiting: Parcel[] = []

  constructor(private readonly backend: HiddenBackend) {}

  /** Values of excerpts, one after another, as they are when this go of JavaScript ends. */
  read(excerpts: readonly Excerpt[]): Promise<Float32Array> {
    return new Promise((deliver, fail) => {
      const bytes = excerpts.reduce((sum, excerpt) => sum + excerpt.bytes, 0)
      if (this.waiting.length === 0) queueMicrotask(() => void this.send())
      this.waiting.push({ excerpts, bytes, deliver, fail })
    })
  }

  /** The values of a float tensor. */
  tensor(tensor: Tensor): Promise<Float32Array> {
    return this.read([{ buffer: bufferOf(this.backend, tensor), offset: 0, bytes: 4 * tensor.size }])
  }

  private async send(): Promise<void> {
    const parcels = this.waiting
    this.waiting = []
    try {
      const values = await this.fetch(parcels)
      let at = 0
      for (const { bytes, deliver } of parcels) deliver(values.slice(at, (at += bytes / 4)))
    } catch (thrown) {
      for (const { fail } of parcels) fail(thrown)
    }
  }

  private async fetch(parcels: readonly Parcel[]): Promise<Float32Array> {
    const size = parcels.reduce((sum, { bytes }) => sum + bytes, 0)
    if (size === 0) return new Float32Array(0)
    const { device } = this.backend
    flush(this.backend)
    const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
    try {
      const encoder = device.createCommandEncoder()
      let at = 0
      for (const { buffer, offset, bytes } of parcels.flatMap(({ excerpts }) => excerpts)) {
        encoder.copyBufferToBuffer(buffer, offset, staging, at, bytes)
        at += bytes
      }
      device.queue.submit([encoder.finish()])
      await staging.mapAsync(GPUMapMode.READ)
      return new Float32Array(staging.getMappedRange().slice(0))
    } finally {
      staging.destroy()
    }
  }
}

const readbackQueues = new WeakMap<HiddenBackend, ReadbackQueue>()

/** The one of a back end. */
export function readbackQueueOf(backend: HiddenBackend): ReadbackQueue {
  const known = readbackQueues.get(backend)
  if (known !== undefined) return known
  const readbackQueue = new ReadbackQueue(backend)
  readbackQueues.set(backend, readbackQueue)
  return readbackQueue
}
