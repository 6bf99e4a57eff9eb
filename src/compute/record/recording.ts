/**
 * A recorded step that can be replayed: bind groups over buffers of its own, many steps in a submit. Numbers that JavaScript
 * put into the step can be changed without recording anew. Must not know what a step is.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs'
import { bufferOf, flush, type HiddenBackend } from './backend.ts'
import { listingOf, type Names } from './listing.ts'
import { RecordingMemory } from './memory.ts'
import type { FigureRing } from './ring.ts'
import { firstOtherCommand, otherNumbers, type Trace } from './trace.ts'

/** Rows drawn in JavaScript for steps to come, as in src/gan/feed.ts. */
export interface Rows {
  /** [K, length]; step s has row s modulo K. */
  readonly tensor: Tensor
  row(step: number): Float32Array
}

interface Ready {
  readonly pipeline: GPUComputePipeline
  readonly group: GPUBindGroup
  readonly groups: readonly [number, number, number]
}

export class Recording {
  private readonly memory: RecordingMemory
  private readonly commands: readonly Ready[]

  constructor(
    private readonly backend: HiddenBackend,
    private trace: Trace,
    private readonly clock: Tensor1D,
    ring: FigureRing,
    private readonly names: Names,
  ) {
    const { device } = backend
    this.memory = new RecordingMemory(backend, trace)
    const end = ring.command(this.memory.scratch(trace.result), bufferOf(backend, clock))
    this.commands = [
      ...trace.commands.map(({ pipeline, layout, bindings, groups }) => ({
        pipeline,
        group: device.createBindGroup({
          layout,
          entries: bindings.map((bound) => ({
            binding: bound.binding,
            resource: this.memory.resource(bound),
          })),
        }),
        groups,
      })),
      { ...end, groups: [1, 1, 1] as const },
    ]
  }

  /** Dispatches of one step. */
  get dispatches(): number {
    return this.commands.length
  }

  /** What the step does, one line a command. */
  get listing(): string[] {
    return listingOf(this.trace, this.names)
  }

  /** Takes over the numbers of a new trace of the same commands. @returns false when the commands are others */
  patch(fresh: Trace): boolean {
    if (firstOtherCommand(this.trace, fresh) !== null) return false
    const changed = (['constants', 'uniforms'] as const).map((kind) => {
      const ids = otherNumbers(this.trace, fresh, kind)
      if (ids.length > 0) flush(this.backend)
      ids.forEach((id) => this.memory.write(kind, fresh, id))
      return ids.length
    })
    if (changed.some((count) => count > 0)) this.trace = fresh
    return true
  }

  /**
   * Replays `count` steps from step `first` on. Returns when they are queued.
   * @param rows what the steps read that JavaScript draws @param perSubmit dispatches in a submit, at most
   */
  play(first: number, count: number, rows: readonly Rows[], perSubmit: number): void {
    // Rows are written over after K steps, so no more than that before they are submitted.
    const most = Math.min(count, ...rows.map(({ tensor }) => tensor.shape.at(0) ?? 1))
    flush(this.backend)
    for (let from = first; from < first + count; from += most) {
      const some = Math.min(most, first + count - from)
      rows.forEach((block) => this.writeRows(block, from, some))
      this.setClock(from)
      this.submit(some, perSubmit)
    }
  }

  dispose(): void {
    this.memory.dispose()
  }

  private submit(steps: number, perSubmit: number): void {
    const { device } = this.backend
    let encoder = device.createCommandEncoder()
    let pass = encoder.beginComputePass()
    let inSubmit = 0
    let current: GPUComputePipeline | null = null
    const send = () => {
      pass.end()
      device.queue.submit([encoder.finish()])
    }
    for (let step = 0; step < steps; step++) {
      for (const { pipeline, group, groups } of this.commands) {
        if (inSubmit >= perSubmit) {
          send()
          encoder = device.createCommandEncoder()
          pass = encoder.beginComputePass()
          inSubmit = 0
          current = null
        }
        if (pipeline !== current) {
          pass.setPipeline(pipeline)
          current = pipeline
        }
        pass.setBindGroup(0, group)
        pass.dispatchWorkgroups(groups[0], groups[1], groups[2])
        inSubmit++
      }
    }
    send()
  }

  private setClock(step: number): void {
    this.backend.queue.writeBuffer(bufferOf(this.backend, this.clock), 0, Int32Array.of(step))
  }

  private writeRows(block: Rows, first: number, count: number): void {
    const [steps = 1, length = 0] = block.tensor.shape
    const buffer = bufferOf(this.backend, block.tensor)
    for (let step = first; step < first + count; step++) {
      this.backend.queue.writeBuffer(buffer, 4 * length * (step % steps), block.row(step))
    }
  }
}
