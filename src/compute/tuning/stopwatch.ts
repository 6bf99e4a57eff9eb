/**
 * How long queued work takes on a device: by its own clock where it has one, else from submitting to the end. Must not
 * know what the work is.
 */
import { flush, type HiddenBackend } from '../record/backend.ts'

/** A fast device does its work so often in a row that the clock's grain does not matter. */
const REPEATS = 8

export class Stopwatch {
  private readonly queries: { set: GPUQuerySet; resolved: GPUBuffer; readable: GPUBuffer } | null

  /** @param slow true for devices on which one piece of work takes long enough to be measured */
  constructor(
    private readonly backend: HiddenBackend,
    private readonly slow: boolean,
  ) {
    const { device } = backend
    this.queries = !slow && device.features.has('timestamp-query') ? queriesOn(device) : null
  }

  /** Milliseconds of the whole work. @param work queues it, or a part of it; says how large a part */
  async time(work: () => number): Promise<number> {
    const { backend } = this
    flush(backend)
    await backend.device.queue.onSubmittedWorkDone()
    const repeats = this.slow ? 1 : REPEATS
    const start = performance.now()
    if (this.queries !== null) this.openPass(this.queries.set)
    let share = 0
    for (let i = 0; i < repeats; i++) share += work()
    flush(backend)
    if (this.queries !== null) return (await this.read()) / share
    await backend.device.queue.onSubmittedWorkDone()
    return (performance.now() - start) / share
  }

  /** tfjs goes on with a pass that is open. */
  private openPass(querySet: GPUQuerySet): void {
    const open = this.backend as unknown as {
      commandEncoder: GPUCommandEncoder
      computePassEncoder: GPUComputePassEncoder | null
    }
    this.backend.ensureCommandEncoderReady()
    this.backend.endComputePassEncoder()
    open.computePassEncoder = open.commandEncoder.beginComputePass({
      timestampWrites: { querySet, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 },
    })
  }

  private async read(): Promise<number> {
    const { device } = this.backend
    const { queries } = this
    if (queries === null) throw new Error('The device has no clock.')
    const { set, resolved, readable } = queries
    const encoder = device.createCommandEncoder()
    encoder.resolveQuerySet(set, 0, 2, resolved, 0)
    encoder.copyBufferToBuffer(resolved, 0, readable, 0, 16)
    device.queue.submit([encoder.finish()])
    await readable.mapAsync(GPUMapMode.READ)
    const [start = 0n, end = 0n] = new BigUint64Array(readable.getMappedRange())
    readable.unmap()
    return Number(end - start) / 1e6
  }
}

function queriesOn(device: GPUDevice) {
  return {
    set: device.createQuerySet({ type: 'timestamp', count: 2 }),
    resolved: device.createBuffer({
      size: 16,
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    }),
    readable: device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST }),
  }
}
