/**
 * Objects that tfjs takes for a GPU's while a step is traced: buffers that only have a number, encoders that note what they
 * are told. Nothing reaches the GPU. Must not know tfjs.
 */
import { remarksNow } from '../kernels/webgpu/lib/remarks.ts'
import { NotRecordable } from './not-recordable.ts'
import type { Source, Trace, TracedBinding, TracedCommand } from './trace.ts'

interface StandIn {
  readonly source: Exclude<Source, { kind: 'held' }>
  readonly bytes: Uint8Array | null
}

/** Takes the place of a device's queue, buffers and encoders, and writes down what is asked of them. */
export class CommandTracer {
  /** Buffers given out and not taken back. */
  readonly live = new Set<GPUBuffer>()
  private readonly known = new Map<object, StandIn>()
  private readonly groups = new WeakMap<object, GPUBindGroupDescriptor>()
  private readonly commands: TracedCommand[] = []
  private readonly scratch: number[] = []
  private readonly constants: Uint8Array[] = []
  private readonly uniforms: Uint8Array[] = []

  /** The trace so far. @param result buffer of the step's figures */
  trace(result: GPUBuffer): Trace {
    const { commands, scratch, constants, uniforms } = this
    const source = this.known.get(result)?.source
    if (source?.kind !== 'scratch') throw new NotRecordable('its figures are not computed on the GPU')
    return { commands, scratch, constants, uniforms, result: source.id }
  }

  has(buffer: object): boolean {
    return this.known.has(buffer)
  }

  /** What JavaScript put into a buffer; null where it put nothing. */
  bytesOf(buffer: object): Uint8Array | null {
    return this.known.get(buffer)?.bytes ?? null
  }

  acquire(size: number, usage: number, mapped: boolean): GPUBuffer {
    if ((usage & GPUBufferUsage.MAP_READ) !== 0) throw new NotRecordable('it reads numbers back')
    const stand = this.standIn(size, (usage & GPUBufferUsage.UNIFORM) !== 0, mapped)
    const buffer = fakeBuffer(size, usage, stand.bytes, mapped)
    this.known.set(buffer, stand)
    this.live.add(buffer)
    return buffer
  }

  write(
    buffer: GPUBuffer,
    offset: number,
    data: ArrayBuffer | ArrayBufferView,
    from = 0,
    size?: number,
  ): void {
    const bytes = this.bytesOf(buffer)
    if (bytes === null) throw new NotRecordable('it writes to a buffer of the GPU in its midst')
    const whole = data instanceof ArrayBuffer ? new Uint8Array(data) : bytesIn(data)
    bytes.set(whole.subarray(from, size === undefined ? undefined : from + size), offset)
  }

  bindGroup(descriptor: GPUBindGroupDescriptor): GPUBindGroup {
    const group = {}
    this.groups.set(group, descriptor)
    return group as GPUBindGroup
  }

  encoder(): GPUCommandEncoder {
    const stand = {
      beginComputePass: () => this.pass(),
      copyBufferToBuffer: () => {
        throw new NotRecordable('it copies buffers in its midst')
      },
      finish: () => ({}),
    }
    return stand as unknown as GPUCommandEncoder
  }

  private standIn(size: number, uniform: boolean, mapped: boolean): StandIn {
    if (!uniform && !mapped) {
      return { source: { kind: 'scratch', id: this.scratch.push(size) - 1 }, bytes: null }
    }
    const bytes = new Uint8Array(size)
    return uniform
      ? { source: { kind: 'uniform', id: this.uniforms.push(bytes) - 1 }, bytes }
      : { source: { kind: 'constant', id: this.constants.push(bytes) - 1 }, bytes }
  }

  private pass(): GPUComputePassEncoder {
    let pipeline: GPUComputePipeline | null = null
    let descriptor: GPUBindGroupDescriptor | undefined
    const stand = {
      setPipeline: (next: GPUComputePipeline) => (pipeline = next),
      setBindGroup: (_: number, group: GPUBindGroup) => (descriptor = this.groups.get(group)),
      dispatchWorkgroups: (x: number, y = 1, z = 1) => {
        if (pipeline === null || descriptor === undefined) throw new Error('A dispatch without its pipeline.')
        const bindings = [...descriptor.entries].map((entry) => this.binding(entry))
        const remarks = { work: 0, ...remarksNow() }
        this.commands.push({ pipeline, layout: descriptor.layout, bindings, groups: [x, y, z], ...remarks })
      },
      end: () => undefined,
    }
    return stand as unknown as GPUComputePassEncoder
  }

  private binding({ binding, resource }: GPUBindGroupEntry): TracedBinding {
    const { buffer, offset = 0, size } = resource as GPUBufferBinding
    if (!(buffer instanceof GPUBuffer)) throw new NotRecordable('it draws with textures')
    const source = this.known.get(buffer)?.source ?? ({ kind: 'held', buffer } as const)
    return { binding, source, offset, size: size ?? buffer.size - offset }
  }
}

function fakeBuffer(size: number, usage: number, bytes: Uint8Array | null, mapped: boolean): GPUBuffer {
  const fixed = { size, usage, mapState: mapped ? 'mapped' : 'unmapped', label: '' }
  const methods = { getMappedRange: () => bytes?.buffer, unmap: () => undefined, destroy: () => undefined }
  const own = Object.entries({ ...fixed, ...methods }).map(([key, value]) => [key, { value }])
  // tfjs asks what a tensor's memory is an instance of.
  return Object.create(GPUBuffer.prototype, Object.fromEntries(own) as PropertyDescriptorMap) as GPUBuffer
}

function bytesIn({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
