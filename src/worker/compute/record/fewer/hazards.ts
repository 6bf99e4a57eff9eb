/** Which memory commands touch, and which of them must therefore keep their order. Plain arithmetic. */
import type { Source, TracedBinding, TracedCommand } from '../trace.ts'
import type { Shader } from './shader.ts'

/** A stretch of memory that a command reads, or writes and may read. */
export interface Touch {
  /** Whose memory: a number or an object, one for each buffer. */
  readonly memory: number | object
  readonly from: number
  readonly to: number
  readonly written: boolean
}

/** A command whose shader is known to the last name, or of which only the bindings are. */
export interface Known {
  readonly command: TracedCommand
  readonly shader: Shader | null
  readonly touches: readonly Touch[]
}

export function known(command: TracedCommand, shader: Shader | null): Known {
  const touches = command.bindings.flatMap((bound) => {
    const kind = shader?.bindings.find(({ binding }) => binding === bound.binding)?.kind
    // Of a shader that cannot be read, every binding may be written.
    return touchOf(bound, kind === undefined || kind === 'write')
  })
  return { command, shader, touches }
}

/** None of what nobody can write. */
export function touchOf({ source, offset, size }: Omit<TracedBinding, 'binding'>, written: boolean): Touch[] {
  const memory = memoryOf(source)
  return memory === null ? [] : [{ memory, from: offset, to: offset + size, written }]
}

function memoryOf(source: Source): number | object | null {
  if (source.kind === 'held') return source.buffer
  return source.kind === 'scratch' ? source.id : null
}

/** Whether one of two commands writes what the other reads or writes. */
export function conflict(a: Known, b: Known): boolean {
  return a.touches.some((one) =>
    b.touches.some(
      (other) =>
        one.memory === other.memory &&
        (one.written || other.written) &&
        one.from < other.to &&
        other.from < one.to,
    ),
  )
}

/** Whether a buffer is touched in two ways, or written twice in one place: what no dispatch may do, wherever in the buffer. */
export function ambiguous(touches: readonly Touch[]): boolean {
  return touches.some((one, i) =>
    touches
      .slice(i + 1)
      .some(
        (other) =>
          one.memory === other.memory &&
          (one.written !== other.written || (one.written && one.from < other.to && other.from < one.to)),
      ),
  )
}
