/**
 * Records steps on one device: traces a step twice with different step numbers, and refuses it when anything but the clock
 * depends on the step. Must not know networks, losses or sessions.
 */
import { engine, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs'
import { tunerOf } from '../tuning/tuner.ts'
import { bufferOf, trim, type HiddenBackend } from './backend.ts'
import { Pipelines } from './fewer/pipelines.ts'
import { StepCounter } from './step-counter.ts'
import { traceStep } from './trace-step.ts'
import type { Names } from './listing.ts'
import { readbackQueueOf } from './readback-queue.ts'
import { NotRecordable } from './not-recordable.ts'
import { Recording } from './recording.ts'
import { FigureRing } from './figure-ring.ts'
import { firstOtherCommand, otherNumbers, readerOf, type Trace } from './trace.ts'

/** A step that may be recorded. */
export interface Recordable {
  /** Runs the step readably and gives its figures, [width]. */
  step(number: number): Tensor
  /** While there is a clock, the step's number is what it holds, [1] int32. */
  follow(clock: Tensor1D | null): void
  /** Tensors beside the variables that outlive the step. */
  held(): readonly Tensor[]
  /** What the listing calls its variables. */
  readonly names?: ReadonlyMap<string, Tensor>
}

/** What a device's owner needs: the makings of recordings, freed together. */
export class Recorder {
  readonly on = 'device'
  private readonly clock: StepCounter
  private readonly ring: FigureRing

  /** @param width figures of a step */
  constructor(
    private readonly backend: HiddenBackend,
    width: number,
  ) {
    this.clock = new StepCounter(backend)
    this.ring = new FigureRing(backend.device, width, readbackQueueOf(backend))
  }

  get figures(): FigureRing {
    return this.ring
  }

  /** Gives back the memory that steps in immediate mode needed. */
  trim(): void {
    trim(this.backend)
  }

  /**
   * Measures the kernels that the step asks for, where that was not done before.
   * @param share of the usual time that it may take
   * @throws NotRecordable
   */
  async tune(recordable: Recordable, share: number): Promise<void> {
    await tunerOf(this.backend)?.tune(() => void this.trace(recordable), share)
  }

  /** @param shorten whether it may run in fewer commands than were traced @throws NotRecordable */
  record(recordable: Recordable, shorten = true): Recording {
    const [first, second] = this.traceTwice(recordable)
    const other = firstOtherCommand(first, second)
    if (other !== null) throw new NotRecordable(`${this.nameAt(first, other)} is not the same in every step`)
    for (const kind of ['constants', 'uniforms'] as const) {
      const [id] = otherNumbers(first, second, kind)
      if (id === undefined) continue
      const at = readerOf(first, kind === 'constants' ? 'constant' : 'uniform', id)
      throw new NotRecordable(`${this.nameAt(first, at)} is given other numbers in every step`)
    }
    return new Recording(this.backend, first, this.clock, this.ring, this.names(recordable), shorten)
  }

  /** Whether the device has taken all that was shortened so far: else nothing that is may be replayed. */
  sound(): Promise<boolean> {
    return Pipelines.on(this.backend.device).sound()
  }

  /** Once more where the first trace made what the others find there, such as a dataset's tensors. */
  private traceTwice(recordable: Recordable): [Trace, Trace] {
    const [first, second] = [this.trace(recordable, 0), this.trace(recordable, 1)]
    return firstOtherCommand(first, second) === null ? [first, second] : [second, this.trace(recordable, 2)]
  }

  /** The step as it now is. @throws NotRecordable */
  trace(recordable: Recordable, step = 0): Trace {
    recordable.follow(this.clock.tensor)
    try {
      return traceStep(this.backend, [this.clock.tensor, ...recordable.held()], () => recordable.step(step))
    } finally {
      recordable.follow(null)
    }
  }

  dispose(): void {
    this.ring.dispose()
    this.clock.dispose()
  }

  private nameAt(trace: Trace, index: number | null): string {
    const command = index === null ? undefined : trace.commands[index]
    return command === undefined ? 'a command' : this.names(null).pipeline(command.pipeline)
  }

  private names(recordable: Recordable | null): Names {
    const pipelines = new Map(Object.entries(this.backend.pipelineCache).map(([key, made]) => [made, key]))
    const told: readonly (readonly [string, Tensor])[] = [
      ...Object.values(engine().registeredVariables as Record<string, Variable>).map(
        (variable, i) => [`variable ${i + 1}`, variable] as const,
      ),
      ...(recordable?.held() ?? []).map((tensor, i) => [`data ${i + 1}`, tensor] as const),
      ...(recordable?.names ?? []),
    ]
    const buffers = new Map(
      told.map(([name, tensor]) => [bufferOf(this.backend, tensor), `${name} [${tensor.shape.join(', ')}]`]),
    )
    buffers.set(this.clock.buffer, 'clock')
    return {
      pipeline: (pipeline) => (pipelines.get(pipeline) ?? pipeline.label) || 'unnamed',
      buffer: (buffer) => buffers.get(buffer) ?? null,
    }
  }
}
