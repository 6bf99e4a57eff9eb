/**
 * The figures of replayed steps, kept on the GPU until somebody reads them: one read-back however many steps there were.
 * Must not know what the figures mean.
 */
import type { Excerpt, ReadbackQueue } from './readback-queue.ts'
import type { Source, TracedCommand } from './trace.ts'
import ringCode from './figure-ring.wgsl?raw'

/** Steps whose figures fit. */
export const RING_ROWS = 1024

export interface FigureRows {
  /** Step number of each row, as the clock had it. */
  readonly steps: readonly number[]
  /** [steps · width] */
  readonly values: Float32Array
}

/** Steps that follow each other. */
interface Span {
  readonly first: number
  readonly count: number
}

export class FigureRing {
  private readonly buffer: GPUBuffer
  private readonly pipeline: GPUComputePipeline
  private readonly bytesPerRow: number
  /** Steps whose rows nobody has read, in order. */
  private spans: Span[] = []

  /** @param width figures of a step */
  constructor(
    device: GPUDevice,
    width: number,
    private readonly readbackQueue: Pick<ReadbackQueue, 'read'>,
  ) {
    this.bytesPerRow = 4 * width
    this.buffer = device.createBuffer({
      size: RING_ROWS * this.bytesPerRow,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    })
    const constants = `const ROWS = ${RING_ROWS}u;\nconst WIDTH = ${width}u;`
    const module = device.createShaderModule({ code: `${constants}\n${ringCode}`, label: 'figure ring' })
    this.pipeline = device.createComputePipeline({
      compute: { module },
      layout: 'auto',
      label: 'figure ring',
    })
  }

  /** The command that ends a step. @param row where the step's figures are */
  command(row: Source, clock: GPUBuffer): TracedCommand {
    const bound = (binding: number, source: Source, size: number) => ({ binding, source, offset: 0, size })
    return {
      pipeline: this.pipeline,
      layout: this.pipeline.getBindGroupLayout(0),
      bindings: [
        bound(0, row, this.bytesPerRow),
        bound(1, { kind: 'held', buffer: this.buffer }, this.buffer.size),
        bound(2, { kind: 'held', buffer: clock }, clock.size),
      ],
      groups: [1, 1, 1],
      work: 0,
    }
  }

  get bytes(): number {
    return this.buffer.size
  }

  /** Steps that may be replayed before rows are written over that nobody read. */
  get free(): number {
    const [first, last] = [this.spans[0], this.spans.at(-1)]
    return first === undefined || last === undefined
      ? RING_ROWS
      : RING_ROWS - (last.first + last.count - first.first)
  }

  /** Tells that steps from `first` on are being replayed, and that somebody will want their figures. */
  expect(first: number, count: number): void {
    const last = this.spans.at(-1)
    if (last === undefined || last.first + last.count !== first) this.spans.push({ first, count })
    else this.spans[this.spans.length - 1] = { first: last.first, count: last.count + count }
  }

  /** Steps replayed whose rows nobody has read. */
  get length(): number {
    return this.spans.reduce((sum, { count }) => sum + count, 0)
  }

  /** Reads the rows that nobody has read; what is replayed after the call is left for the next one. */
  async read(): Promise<FigureRows> {
    const { spans } = this
    this.spans = []
    if (spans.length === 0) return { steps: [], values: new Float32Array(0) }
    const steps = spans.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i))
    return { steps, values: await this.readbackQueue.read(spans.flatMap((span) => this.excerpts(span))) }
  }

  /** Forgets what was not read. */
  clear(): void {
    this.spans = []
  }

  dispose(): void {
    this.buffer.destroy()
  }

  /** Where the rows of a span lie, in order. */
  private excerpts({ first, count }: Span): Excerpt[] {
    const start = first % RING_ROWS
    const whole = Math.min(count, RING_ROWS - start)
    const excerpt = (row: number, rows: number) => ({
      buffer: this.buffer,
      offset: row * this.bytesPerRow,
      bytes: rows * this.bytesPerRow,
    })
    return whole === count ? [excerpt(start, count)] : [excerpt(start, whole), excerpt(0, count - whole)]
  }
}
