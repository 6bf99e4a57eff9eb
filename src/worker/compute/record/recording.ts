/**
 * A recorded step that can be replayed: bind groups over buffers of its own, many steps in a submit. Numbers that JavaScript
 * put into the step can be changed without recording anew. Must not know what a step is.
 */
import type { Tensor } from '@tensorflow/tfjs'
import { bufferOf, flush, type HiddenBackend } from './backend.ts'
import type { StepCounter } from './step-counter.ts'
import { cutsFor } from './cuts.ts'
import { isSoftware } from '../kernels/webgpu/lib/traits.ts'
import { fewer } from './fewer/fewer.ts'
import { listingOf, type Names } from './listing.ts'
import { RecordingMemory } from './memory.ts'
import type { FigureRing } from './figure-ring.ts'
import { firstOtherCommand, otherNumbers, type Trace } from './trace.ts'

/** Rows drawn in JavaScript for steps to come, as in src/worker/gan/batches/feed.ts. */
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

/** What is replayed of a trace, and where its figures go. @param shorten whether in fewer commands than were traced */
export function playedOf(
  backend: HiddenBackend,
  trace: Trace,
  ring: FigureRing,
  clock: StepCounter,
  shorten: boolean,
): Trace {
  const end = ring.command({ kind: 'scratch', id: trace.result }, clock.buffer)
  const whole = { ...trace, commands: [...trace.commands, end] }
  return shorten ? fewer(whole, backend.device, isSoftware(backend)) : whole
}

/** Cuts are kept while the length of a submit changes by no more than this. */
const SAME = 0.15

export class Recording {
  private readonly memory: RecordingMemory
  /** What is replayed. */
  private readonly played: Trace
  private readonly commands: readonly Ready[]
  /** What each command costs, in any unit. */
  private weights: readonly number[]
  private cuts: { readonly share: number; readonly ends: readonly number[] } | null = null

  constructor(
    private readonly backend: HiddenBackend,
    private trace: Trace,
    private readonly clock: StepCounter,
    ring: FigureRing,
    private readonly names: Names,
    /** Whether it may run in fewer commands than were traced. */
    shorten: boolean,
  ) {
    const { device } = backend
    this.played = playedOf(backend, trace, ring, clock, shorten)
    this.memory = new RecordingMemory(backend, this.played)
    this.commands = this.played.commands.map(({ pipeline, layout, bindings, groups }) => ({
      pipeline,
      group: device.createBindGroup({
        layout,
        entries: bindings.map((bound) => ({
          binding: bound.binding,
          resource: this.memory.resource(bound),
        })),
      }),
      groups,
    }))
    this.weights = this.commands.map(() => 1)
  }

  /** Dispatches of one step. */
  get dispatches(): number {
    return this.commands.length
  }

  /** What the step does, one line a command. */
  get listing(): string[] {
    return listingOf(this.played, this.names)
  }

  /** Whether a trace is of the same commands. */
  isOf(fresh: Trace): boolean {
    return firstOtherCommand(this.trace, fresh) === null
  }

  /** Takes over the numbers of a new trace of the same commands. @returns false when the commands are others */
  patch(fresh: Trace): boolean {
    if (!this.isOf(fresh)) return false
    const changed = (['constants', 'uniforms'] as const).map((kind) => {
      const ids = otherNumbers(this.trace, fresh, kind)
      if (ids.length > 0) flush(this.backend)
      ids.forEach((id) => this.memory.write(kind, fresh, id))
      return ids.length
    })
    if (changed.some((count) => count > 0)) this.trace = fresh
    return true
  }

  /** What each command costs, as measured or told; in any unit. */
  get costs(): readonly number[] {
    return this.weights
  }

  set costs(costs: readonly number[]) {
    this.weights = costs
    this.cuts = null
  }

  /**
   * Replays `count` steps from step `first` on. Returns when they are queued.
   * @param rows what the steps read that JavaScript draws
   * @param perSubmit steps in a submit; less than 1: the share of a step
   */
  play(first: number, count: number, rows: readonly Rows[], perSubmit: number): void {
    // Rows are written over after K steps, so no more than that before they are submitted.
    const most = Math.min(count, ...rows.map(({ tensor }) => tensor.shape.at(0) ?? 1))
    for (let from = first; from < first + count; from += most) {
      const some = Math.min(most, first + count - from)
      this.begin(from, some, rows)
      this.submit(some, perSubmit)
      this.clock.passed(some)
    }
  }

  /**
   * Replays step `step`, each command in a submit of its own, to learn what each costs.
   * @returns milliseconds of the step
   */
  async weigh(step: number, rows: readonly Rows[]): Promise<number> {
    const { queue } = this.backend.device
    await queue.onSubmittedWorkDone()
    this.begin(step, 1, rows)
    const start = performance.now()
    const ends = this.commands.map(async (_, i) => {
      queue.submit([this.encode(1, i, i + 1)])
      await queue.onSubmittedWorkDone()
      return performance.now() - start
    })
    this.clock.passed(1)
    const done = await Promise.all(ends)
    this.costs = done.map((end, i) => Math.max(0, end - (done[i - 1] ?? 0)))
    return done.at(-1) ?? 0
  }

  dispose(): void {
    this.memory.dispose()
  }

  /** Makes ready for some steps. */
  private begin(first: number, count: number, rows: readonly Rows[]): void {
    flush(this.backend)
    rows.forEach((block) => this.writeRows(block, first, count))
    this.clock.set(first)
  }

  private submit(steps: number, perSubmit: number): void {
    const { queue } = this.backend.device
    const { length } = this.commands
    if (perSubmit >= 1) {
      const most = Math.floor(perSubmit)
      for (let from = 0; from < steps; from += most) {
        queue.submit([this.encode(Math.min(most, steps - from), 0, length)])
      }
      return
    }
    const ends = this.endsFor(perSubmit)
    for (let step = 0; step < steps; step++) {
      // All is written down before the device hears of it: on a processor its threads then push ours aside.
      const buffers = ends.map((end, i) => this.encode(1, ends[i - 1] ?? 0, end))
      for (const buffer of buffers) queue.submit([buffer])
    }
  }

  private endsFor(share: number): readonly number[] {
    if (this.cuts === null || Math.abs(share / this.cuts.share - 1) > SAME) {
      this.cuts = { share, ends: cutsFor(this.weights, share) }
    }
    return this.cuts.ends
  }

  /** Commands `from` up to `to`, so many times in a row. */
  private encode(times: number, from: number, to: number): GPUCommandBuffer {
    const { commands } = this
    const encoder = this.backend.device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    let current: GPUComputePipeline | null = null
    for (let time = 0; time < times; time++) {
      for (let i = from; i < to; i++) {
        const command = commands[i]
        if (command === undefined) break
        if (command.pipeline !== current) {
          current = command.pipeline
          pass.setPipeline(current)
        }
        pass.setBindGroup(0, command.group)
        pass.dispatchWorkgroups(command.groups[0], command.groups[1], command.groups[2])
      }
    }
    pass.end()
    return encoder.finish()
  }

  private writeRows(block: Rows, first: number, count: number): void {
    const [steps = 1, length = 0] = block.tensor.shape
    const buffer = bufferOf(this.backend, block.tensor)
    for (let step = first; step < first + count; step++) {
      this.backend.queue.writeBuffer(buffer, 4 * length * (step % steps), block.row(step))
    }
  }
}
