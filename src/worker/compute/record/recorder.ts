/**
 * Records steps on one device: traces a step twice with different step numbers, and refuses it when anything but the clock
 * depends on the step. Must not know networks, losses or sessions.
 */
import { engine, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs'
import { forgetPipelines } from '../kernels/webgpu/lib/open-backend.ts'
import { isSoftware } from '../kernels/webgpu/lib/traits.ts'
import { tunerOf } from '../tuning/tuner.ts'
import { Ahead, isStandIn } from './ahead.ts'
import { bufferOf, trim, type HiddenBackend } from './backend.ts'
import { Pipelines } from './fewer/pipelines.ts'
import { StepCounter } from './step-counter.ts'
import { traceStep } from './trace-step.ts'
import type { Names } from './listing.ts'
import { readbackQueueOf } from './readback-queue.ts'
import { NotRecordable } from './not-recordable.ts'
import { playedOf, Recording } from './recording.ts'
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

  /** Whether kernels are measured here: then before a run's first step, so that it is made as all others are. */
  get measures(): boolean {
    return tunerOf(this.backend)?.measures === true
  }

  /** Compiles what a step asks for, made readably and recorded. Ends in any case. */
  aheadOfSteps(recordable: Recordable): Promise<void> {
    return this.ahead(() => {
      const readably = () =>
        traceStep(this.backend, [this.clock.tensor, ...recordable.held()], () => recordable.step(0))
      quietly(readably)
      quietly(() => this.trace(recordable))
    }).done
  }

  /** Compiles what a recording asks for beside its steps. Ends in any case. */
  aheadOfRecording(recordable: Recordable, shorten: boolean): Promise<void> {
    return this.ahead(() => {
      quietly(() => playedOf(this.backend, this.trace(recordable), this.ring, this.clock, shorten))
    }).done
  }

  /** The step as it now is; null where the device has something to compile for it first. @throws NotRecordable */
  glance(recordable: Recordable): Trace | null {
    const seen: { trace: Trace | null } = { trace: null }
    const { missing } = this.ahead(() => (seen.trace = this.trace(recordable)))
    return missing === 0 ? seen.trace : null
  }

  /** Notes what is asked for without the device, and has it compiled. */
  private ahead(ask: () => void): ReturnType<Ahead['compile']> {
    const { device, pipelineCache } = this.backend
    try {
      return Ahead.on(device).compile(ask, isSoftware(this.backend))
    } finally {
      for (const [key, pipeline] of Object.entries(pipelineCache))
        if (isStandIn(pipeline)) Reflect.deleteProperty(pipelineCache, key)
      forgetPipelines(device, isStandIn)
      Pipelines.on(device).forgetStandIns()
    }
  }

  /**
   * Measures the kernels that the step asks for, where that was not done before.
   * @param share of the usual time that it may take
   * @returns whether it may ask for others now
   * @throws NotRecordable
   */
  async tune(recordable: Recordable, share: number): Promise<boolean> {
    const tuner = tunerOf(this.backend)
    if (tuner === null) return false
    return tuner.tune(
      () => void this.trace(recordable),
      share,
      (trials) => this.ahead(() => quietly(() => traceStep(this.backend, [], withoutFigures(trials)))).done,
    )
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

/** What cannot be recorded says so when it is recorded. */
function quietly(trace: () => void): void {
  try {
    trace()
  } catch (thrown) {
    if (!(thrown instanceof NotRecordable)) throw thrown
  }
}

/** As a step that is refused once all of it was asked for. */
function withoutFigures(work: () => void): () => never {
  return () => {
    work()
    throw new NotRecordable('it gives no figures')
  }
}
