/**
 * How long queued work takes on a device: by its own clock where it has one that works, else from submitting to the end.
 * Never waits for ever. Must not know what the work is.
 */
import { env } from '@tensorflow/tfjs'
import { flush, type HiddenBackend } from '../record/backend.ts'

/** A fast device does its work so often in a row, and then so often, that the clock's grain does not matter. */
const REPEATS = [8, 64] as const

/** Of a device's clock, in Chromium; and the time beside which it does not matter. Milliseconds. */
const GRAIN_MS = 0.1
const ENOUGH_MS = 2

/** Milliseconds after which a measurement is given up: no sensible plan takes that long. */
const LIMIT_MS = 3000

/** tfjs submits by itself after so many dispatches. */
const SUBMIT_AFTER = 'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE'

/** The device did not answer in time. */
export class NoAnswer extends Error {}

interface Queries {
  readonly set: GPUQuerySet
  readonly resolved: GPUBuffer
  readonly readable: GPUBuffer
}

export class Stopwatch {
  private queries: Queries | null

  /**
   * @param slow true for devices on which one piece of work takes long enough to be measured from outside
   * @param limit milliseconds that a measurement may take
   */
  constructor(
    private readonly backend: HiddenBackend,
    private readonly slow: boolean,
    private readonly limit = LIMIT_MS,
  ) {
    const { device } = backend
    this.queries = !slow && device.features.has('timestamp-query') ? queriesOn(device) : null
  }

  /** Whether times are read from the device's own clock. */
  get exact(): boolean {
    return this.queries !== null
  }

  /**
   * Milliseconds of the whole work. @param work queues it, or a part of it; says how large a part
   * @throws NoAnswer
   */
  async time(work: () => number): Promise<number> {
    flush(this.backend)
    await this.within(this.backend.device.queue.onSubmittedWorkDone())
    let each = 0
    for (const repeats of this.slow ? [1] : REPEATS) {
      const { milliseconds, share } = await this.run(work, repeats)
      each = milliseconds / share
      if (milliseconds >= ENOUGH_MS) break
    }
    return each
  }

  /** So often in a row. @returns the time of all, and how much work that was */
  private async run(work: () => number, repeats: number): Promise<{ milliseconds: number; share: number }> {
    const { backend, queries } = this
    const start = performance.now()
    const share = inOneSubmit(() => {
      if (queries !== null) this.mark(queries, 'beginningOfPassWriteIndex', 0)
      let sum = 0
      for (let i = 0; i < repeats; i++) sum += work()
      if (queries !== null) {
        this.mark(queries, 'endOfPassWriteIndex', 1)
        backend.commandEncoder?.resolveQuerySet(queries.set, 0, 2, queries.resolved, 0)
        backend.commandEncoder?.copyBufferToBuffer(queries.resolved, 0, queries.readable, 0, 16)
      }
      flush(backend)
      return sum
    })
    await this.within(backend.device.queue.onSubmittedWorkDone())
    const seen = performance.now() - start
    const told = queries === null ? null : await this.within(timeIn(queries))
    if (told !== null && told <= seen + GRAIN_MS) return { milliseconds: told, share }
    // A clock that says nothing, or nonsense, is not asked again.
    this.queries = null
    return { milliseconds: seen, share }
  }

  /** The device's time at this place among its commands, by a pass that does nothing else. */
  private mark(
    { set }: Queries,
    at: 'beginningOfPassWriteIndex' | 'endOfPassWriteIndex',
    index: number,
  ): void {
    this.backend.ensureCommandEncoderReady()
    this.backend.endComputePassEncoder()
    this.backend.commandEncoder?.beginComputePass({ timestampWrites: { querySet: set, [at]: index } }).end()
  }

  /**
   * What the device promises, if it comes in time.
   * @param times the time that a measurement may take
   * @throws NoAnswer
   */
  async within<T>(promise: Promise<T>, times = 1): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NoAnswer('The device did not answer in time.')), times * this.limit)
    })
    try {
      return await Promise.race([promise, late])
    } catch (thrown) {
      // A device that is lost breaks its promises.
      throw thrown instanceof NoAnswer ? thrown : new NoAnswer(String(thrown))
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Between two readings of a device's clock in nanoseconds; null where they cannot be: not written, or out of order. */
export function millisecondsBetween(start: bigint, end: bigint): number | null {
  return start > 0n && end > start ? Number(end - start) / 1e6 : null
}

/** What was written into the queries when the work was done. */
async function timeIn({ readable }: Queries): Promise<number | null> {
  await readable.mapAsync(GPUMapMode.READ)
  const [start = 0n, end = 0n] = new BigUint64Array(readable.getMappedRange())
  readable.unmap()
  return millisecondsBetween(start, end)
}

/** Keeps tfjs from submitting while `work` is queued: the device would wait for JavaScript in its midst. */
function inOneSubmit<T>(work: () => T): T {
  const usual = env().getNumber(SUBMIT_AFTER)
  env().set(SUBMIT_AFTER, Number.MAX_SAFE_INTEGER)
  try {
    return work()
  } finally {
    env().set(SUBMIT_AFTER, usual)
  }
}

function queriesOn(device: GPUDevice): Queries {
  return {
    set: device.createQuerySet({ type: 'timestamp', count: 2 }),
    resolved: device.createBuffer({
      size: 16,
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    }),
    readable: device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST }),
  }
}
