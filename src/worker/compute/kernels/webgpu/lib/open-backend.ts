/**
 * What tfjs' WebGPU back end hides and programs that change several tensors in place need. The only place that reaches
 * into it; mirrors what its `recordAndSubmit` does.
 */
import { env, type TensorInfo } from '@tensorflow/tfjs'

interface OpenBackend {
  readonly device: GPUDevice
  readonly queue: GPUQueue
  readonly bufferManager: { acquireBuffer(size: number, usage: number): GPUBuffer }
  readonly tensorMap: { get(dataId: object): { resource?: GPUBuffer; values: unknown } }
  commandEncoder: GPUCommandEncoder
  computePassEncoder: GPUComputePassEncoder | null
  dispatchCountInPass: number
  readonly commandQueueOwnedIds: WeakSet<object>
  readonly uniformPendingDisposal: GPUBuffer[]
  uploadToGPU(dataId: object): void
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
  convertAndCacheOnCPU(dataId: object, values: unknown): unknown
}

export interface Binding {
  readonly tensor: TensorInfo
  /** Whether the shader writes to it. */
  readonly written: boolean
}

export interface Command {
  /** Names the pipeline: the same key, the same code. */
  readonly key: string
  readonly code: () => string
  /** Bindings 0, 1, …; the uniforms come after them. */
  readonly bindings: readonly Binding[]
  readonly uniforms: ArrayBuffer
  readonly groups: number
}

const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>()

/** Back ends told not to keep values of tensors that change in place, and those tensors. */
const changing = new WeakMap<object, WeakSet<object>>()

/** Drops pipelines of which `wrong` holds: they are made anew when they are asked for. */
export function forgetPipelines(device: GPUDevice, wrong: (pipeline: GPUComputePipeline) => boolean): void {
  const known = pipelines.get(device) ?? new Map<string, GPUComputePipeline>()
  for (const [key, pipeline] of known) if (wrong(pipeline)) known.delete(key)
}

/** Storage buffers that one shader may bind on this device. */
export function mostBindings(backend: unknown): number {
  return (backend as OpenBackend).device.limits.maxStorageBuffersPerShaderStage
}

/** Queues one dispatch among tfjs' own, in order. */
export function runInPlace(backend: unknown, { key, code, bindings, uniforms, groups }: Command): void {
  const open = backend as OpenBackend
  // May end the pass, so before anything of ours is in it.
  const entries: GPUBindGroupEntry[] = bindings.map(({ tensor, written }, binding) => {
    if (written) willChange(open, tensor.dataId)
    return { binding, resource: { buffer: bufferOf(open, tensor) } }
  })
  entries.push({ binding: entries.length, resource: { buffer: uniformBuffer(open, uniforms) } })
  const pipeline = pipelineFor(open.device, key, code, bindings)
  const group = open.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
  bindings.forEach(({ tensor }) => open.commandQueueOwnedIds.add(tensor.dataId))
  open.ensureCommandEncoderReady()
  open.computePassEncoder ??= open.commandEncoder.beginComputePass()
  open.computePassEncoder.setPipeline(pipeline)
  open.computePassEncoder.setBindGroup(0, group)
  open.computePassEncoder.dispatchWorkgroups(groups)
  if (++open.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    open.endComputePassEncoder()
    open.submitQueue()
  }
}

/**
 * To be told before a tensor changes in place. tfjs keeps the values it last read back, and would give them again; a
 * reading that is still under way would keep them even later.
 */
export function willChange(backend: unknown, dataId: object): void {
  const open = backend as OpenBackend
  open.uploadToGPU(dataId)
  open.tensorMap.get(dataId).values = null
  let known = changing.get(open)
  if (known === undefined) {
    known = new WeakSet()
    changing.set(open, known)
    const keep = open.convertAndCacheOnCPU.bind(open)
    open.convertAndCacheOnCPU = (id, values) =>
      changing.get(open)?.has(id) === true ? values : keep(id, values)
  }
  known.add(dataId)
}

function bufferOf(open: OpenBackend, { dataId }: TensorInfo): GPUBuffer {
  open.uploadToGPU(dataId)
  const { resource } = open.tensorMap.get(dataId)
  if (resource === undefined) throw new Error('A tensor has no buffer.')
  return resource
}

function uniformBuffer(open: OpenBackend, bytes: ArrayBuffer): GPUBuffer {
  const buffer = open.bufferManager.acquireBuffer(
    bytes.byteLength,
    GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM,
  )
  open.queue.writeBuffer(buffer, 0, bytes)
  open.uniformPendingDisposal.push(buffer)
  return buffer
}

function pipelineFor(
  device: GPUDevice,
  key: string,
  code: () => string,
  bindings: readonly Binding[],
): GPUComputePipeline {
  const known = pipelines.get(device) ?? new Map<string, GPUComputePipeline>()
  pipelines.set(device, known)
  const made = known.get(key)
  if (made !== undefined) return made
  const module = device.createShaderModule({ code: code(), label: key })
  const layout = device.createPipelineLayout({ bindGroupLayouts: [groupLayout(device, bindings)] })
  const pipeline = device.createComputePipeline({ compute: { module }, layout, label: key })
  known.set(key, pipeline)
  return pipeline
}

/** Written out, because an automatic one leaves out what a shader does not use. */
function groupLayout(device: GPUDevice, bindings: readonly Binding[]): GPUBindGroupLayout {
  const types: GPUBufferBindingType[] = [
    ...bindings.map(({ written }) => (written ? 'storage' : 'read-only-storage') as GPUBufferBindingType),
    'uniform',
  ]
  return device.createBindGroupLayout({
    entries: types.map((type, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    })),
  })
}
