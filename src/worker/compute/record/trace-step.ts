/**
 * Runs a step of tfjs without the GPU: every buffer, bind group and encoder is a stand-in, and what is asked of them is
 * written down. Leaves tfjs as it was, also when the step throws. Must not know what a step is.
 */
import { engine, type Tensor, type Variable } from '@tensorflow/tfjs'
import { bufferOf, flush, type HiddenBackend } from './backend.ts'
import { NotRecordable } from './not-recordable.ts'
import { CommandTracer } from './fake-gpu.ts'
import type { Trace } from './trace.ts'

/**
 * @param held tensors beside the variables that the step reads and that outlive it
 * @param step gives the figures of a step; nothing else it makes may outlive it
 * @throws NotRecordable
 */
export function traceStep(backend: HiddenBackend, held: readonly Tensor[], step: () => Tensor): Trace {
  const variables = Object.values(engine().registeredVariables as Record<string, Variable>)
  // What outlives the step gets its memory from the GPU, not from a stand-in.
  for (const tensor of [...variables, ...held]) bufferOf(backend, tensor)
  flush(backend)
  const notebook = new CommandTracer()
  const bound = new Bound(backend, variables)
  const leave = enter(backend, notebook)
  const outcome = attempt(backend, notebook, bound, step)
  bound.restore()
  const lasting = leave()
  if (outcome instanceof NotRecordable) throw outcome
  if (lasting > 0) throw new NotRecordable(`${lasting} of its results outlive it`)
  return outcome
}

/** The trace of the step, or why there is none. */
function attempt(
  backend: HiddenBackend,
  notebook: CommandTracer,
  bound: Bound,
  step: () => Tensor,
): Trace | NotRecordable {
  try {
    const row = step()
    const result = backend.tensorMap.get(row.dataId).resource
    row.dispose()
    settle(backend)
    if (result === null || result === undefined) throw new NotRecordable('its figures never reach the GPU')
    const moved = bound.moved()
    if (moved !== null) throw new NotRecordable(`it gives ${moved} other memory`)
    return notebook.trace(result)
  } catch (thrown) {
    settle(backend)
    return thrown instanceof NotRecordable ? thrown : new NotRecordable(reasonOf(thrown))
  }
}

/** Puts the stand-ins in place. Returns how to take them away; that says how many results outlive the step. */
function enter(backend: HiddenBackend, notebook: CommandTracer): () => number {
  const { device, bufferManager, queue } = backend
  const owners = new Map<GPUBuffer, object>()
  const upload = backend.uploadToGPU.bind(backend)
  const restorers = [
    replace(backend, 'bufferManager', {
      acquireBuffer: (size, usage, mapped = false) => notebook.acquire(size, usage, mapped),
      releaseBuffer: (buffer, reuse) => {
        if (notebook.has(buffer)) notebook.live.delete(buffer)
        else bufferManager.releaseBuffer(buffer, reuse)
      },
      numBytesUsed: bufferManager.numBytesUsed,
      numBytesAllocated: bufferManager.numBytesAllocated,
      numFreeBuffers: 0,
      freeBuffers: new Map(),
    }),
    replace(backend, 'queue', {
      writeBuffer: notebook.write.bind(notebook),
      submit: () => undefined,
      onSubmittedWorkDone: () => queue.onSubmittedWorkDone(),
    } as unknown as GPUQueue),
    replace(backend, 'uploadToGPU', (dataId) => {
      upload(dataId)
      const { resource } = backend.tensorMap.get(dataId)
      if (resource !== null && resource !== undefined) owners.set(resource, dataId)
    }),
    replace(device, 'createCommandEncoder', () => notebook.encoder()),
    replace(device, 'createBindGroup', (descriptor) => notebook.bindGroup(descriptor)),
  ]
  return () => {
    restorers.forEach((restore) => restore())
    return putBack(backend, notebook, owners)
  }
}

/** Tensors that were uploaded during the step and live on go back to where they were. @returns others that live on */
function putBack(
  backend: HiddenBackend,
  notebook: CommandTracer,
  owners: ReadonlyMap<GPUBuffer, object>,
): number {
  let lasting = 0
  for (const buffer of notebook.live) {
    const owner = owners.get(buffer)
    const bytes = notebook.bytesOf(buffer)
    if (owner === undefined || bytes === null) lasting++
    else {
      const data = backend.tensorMap.get(owner)
      data.resource = null
      data.values = data.dtype === 'float32' ? new Float32Array(bytes.buffer) : new Int32Array(bytes.buffer)
    }
  }
  return lasting
}

/** Ends what tfjs has queued; on stand-ins this frees what was disposed. */
function settle(backend: HiddenBackend): void {
  backend.ensureCommandEncoderReady()
  backend.endComputePassEncoder()
  backend.submitQueue()
}

function reasonOf(thrown: unknown): string {
  return `tracing it failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`
}

/** Which memory the variables have, and how to give it back to them. */
class Bound {
  private readonly before: readonly (readonly [Variable, object])[]

  constructor(
    private readonly backend: HiddenBackend,
    variables: readonly Variable[],
  ) {
    this.before = variables.map((variable) => [variable, variable.dataId])
    // Keeps the memory of one that is given other.
    this.before.forEach(([, dataId]) => backend.incRef(dataId))
  }

  /** Name of a variable that has other memory now, or null. */
  moved(): string | null {
    return this.before.find(([variable, dataId]) => variable.dataId !== dataId)?.[0].name ?? null
  }

  restore(): void {
    for (const [variable, dataId] of this.before) {
      if (variable.dataId === dataId) this.backend.decRef(dataId)
      else variable.dataId = dataId
    }
  }
}

/** Gives an object another member; returns how to undo it. */
function replace<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): () => void {
  const own = Object.getOwnPropertyDescriptor(object, key)
  Object.defineProperty(object, key, { value, configurable: true, writable: true })
  return () => {
    if (own === undefined) Reflect.deleteProperty(object, key)
    else Object.defineProperty(object, key, own)
  }
}
