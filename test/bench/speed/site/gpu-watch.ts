/**
 * Counts what any library asks of any GPU device, by wrapping the prototypes: the same count for all peers. Must run before
 * the library is loaded.
 */
import type { Commands } from '../measured.ts'

export interface GpuWatch {
  /** Commands since the last call, and when the last submit with work in it returned. */
  take(): { commands: Commands; lastWork: number }
  /** Bytes of buffers made and not destroyed. */
  bytes(): number
}

const NONE: Commands = { dispatches: 0, submits: 0, readbacks: 0, writes: 0, bindGroups: 0 }

export function watchGpu(): GpuWatch {
  let commands = { ...NONE }
  let lastWork = 0
  let working = false
  const live = new Map<WeakRef<GPUBuffer>, number>()
  const refs = new WeakMap<GPUBuffer, WeakRef<GPUBuffer>>()
  const take = () => {
    const taken = { commands, lastWork }
    commands = { ...NONE }
    lastWork = 0
    return taken
  }
  const bytes = () =>
    [...live].reduce((sum, [ref, size]) => (ref.deref() === undefined ? sum : sum + size), 0)
  if (typeof GPUDevice === 'undefined') return { take, bytes }

  const dispatched = () => {
    commands.dispatches++
    working = true
  }
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', dispatched)
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', dispatched)
  after(GPUQueue.prototype, 'submit', () => {
    commands.submits++
    if (!working) return
    working = false
    lastWork = performance.now()
  })
  after(GPUQueue.prototype, 'writeBuffer', () => commands.writes++)
  after(GPUDevice.prototype, 'createBindGroup', () => commands.bindGroups++)
  after(GPUBuffer.prototype, 'mapAsync', () => commands.readbacks++)
  after(GPUDevice.prototype, 'createBuffer', (buffer) => {
    const made = buffer as GPUBuffer
    const ref = new WeakRef(made)
    refs.set(made, ref)
    live.set(ref, made.size)
  })
  after(GPUBuffer.prototype, 'destroy', (_, buffer) => {
    const ref = refs.get(buffer as GPUBuffer)
    if (ref !== undefined) live.delete(ref)
  })
  return { take, bytes }
}

/** Lets `note` see every call of a method after it was made: its result, and whose method it was. */
function after<T extends object>(
  prototype: T,
  name: keyof T & string,
  note: (result: unknown, owner: unknown) => void,
): void {
  const method = prototype[name] as (...parameters: unknown[]) => unknown
  const watched = function (this: unknown, ...parameters: unknown[]): unknown {
    const result = method.apply(this, parameters)
    note(result, this)
    return result
  }
  Object.defineProperty(prototype, name, { value: watched, configurable: true, writable: true })
}
