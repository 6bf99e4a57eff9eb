/** The buffers of a recording: scratch memory shared by what is never needed at once, and JavaScript's numbers side by side. */
import type { HiddenBackend } from './backend.ts'
import { allot } from './allot.ts'
import { scratchUses, type Source, type Trace, type TracedBinding } from './trace.ts'

/** Where a binding may start. */
const ALIGNMENT = 256

export class RecordingMemory {
  readonly bytes: number
  private readonly rooms: readonly GPUBuffer[]
  private readonly roomOf: readonly number[]
  private readonly constants: PackedBuffer
  private readonly uniforms: PackedBuffer

  constructor(
    private readonly backend: HiddenBackend,
    trace: Trace,
  ) {
    const { STORAGE, UNIFORM, COPY_DST, COPY_SRC } = GPUBufferUsage
    const { rooms, roomOf } = allot(trace.scratch, scratchUses(trace), [trace.result])
    this.roomOf = roomOf
    // From tfjs' own store, so that its count of bytes stays true.
    const acquire = (size: number, usage: number) => backend.bufferManager.acquireBuffer(size, usage)
    this.rooms = rooms.map((size) => acquire(size, STORAGE | COPY_DST | COPY_SRC))
    this.constants = new PackedBuffer(trace.constants, (size) => acquire(size, STORAGE | COPY_DST))
    this.uniforms = new PackedBuffer(trace.uniforms, (size) => acquire(size, UNIFORM | COPY_DST))
    this.bytes = this.buffers.reduce((sum, { size }) => sum + size, 0)
    trace.constants.forEach((_, id) => this.write('constants', trace, id))
    trace.uniforms.forEach((_, id) => this.write('uniforms', trace, id))
  }

  /** Puts a trace's numbers in the place of those that are there. */
  write(kind: 'constants' | 'uniforms', trace: Trace, id: number): void {
    const bytes = trace[kind][id]
    const { buffer, starts } = kind === 'constants' ? this.constants : this.uniforms
    if (bytes !== undefined) this.backend.queue.writeBuffer(buffer, starts[id] ?? 0, bytes.slice())
  }

  resource({ source, offset, size }: TracedBinding): GPUBufferBinding {
    const { buffer, start } = this.place(source)
    return { buffer, offset: start + offset, size }
  }

  /** The room of a scratch buffer. */
  private scratch(id: number): GPUBuffer {
    const room = this.rooms[this.roomOf[id] ?? -1]
    if (room === undefined) throw new Error('A scratch buffer has no room.')
    return room
  }

  dispose(): void {
    this.buffers.forEach((buffer) => this.backend.bufferManager.releaseBuffer(buffer, false))
  }

  private get buffers(): readonly GPUBuffer[] {
    return [...this.rooms, this.constants.buffer, this.uniforms.buffer]
  }

  private place(source: Source): { buffer: GPUBuffer; start: number } {
    switch (source.kind) {
      case 'held':
        return { buffer: source.buffer, start: 0 }
      case 'scratch':
        return { buffer: this.scratch(source.id), start: 0 }
      case 'constant':
        return { buffer: this.constants.buffer, start: this.constants.starts[source.id] ?? 0 }
      case 'uniform':
        return { buffer: this.uniforms.buffer, start: this.uniforms.starts[source.id] ?? 0 }
    }
  }
}

/** Numbers side by side in one buffer. */
class PackedBuffer {
  readonly buffer: GPUBuffer
  readonly starts: readonly number[]

  constructor(contents: readonly Uint8Array[], make: (size: number) => GPUBuffer) {
    let end = 0
    this.starts = contents.map(({ length }) => {
      const start = end
      end += ALIGNMENT * Math.ceil(length / ALIGNMENT)
      return start
    })
    this.buffer = make(Math.max(ALIGNMENT, end))
  }
}
