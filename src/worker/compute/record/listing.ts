/** A trace in words, for people who want to know what a step does. */
import type { Source, Trace } from './trace.ts'

export interface Names {
  /** Name of a pipeline. */
  readonly pipeline: (pipeline: GPUComputePipeline) => string
  /** Name of a buffer that outlives the step; null: none is known. */
  readonly buffer: (buffer: GPUBuffer) => string | null
}

/** One line a command: number, pipeline, groups, bindings in order. */
export function listingOf(trace: Trace, names: Names): string[] {
  const nameless = new Map<GPUBuffer, string>()
  const held = (buffer: GPUBuffer): string => {
    const known = names.buffer(buffer) ?? nameless.get(buffer) ?? `held ${nameless.size + 1}`
    if (names.buffer(buffer) === null) nameless.set(buffer, known)
    return known
  }
  const place = (source: Source): string =>
    source.kind === 'held' ? held(source.buffer) : `${source.kind} ${source.id + 1}`
  return trace.commands.map(({ pipeline, groups, bindings }, i) => {
    const bound = bindings.map(({ source, size }) => `${place(source)} (${size} B)`).join(', ')
    return `${i + 1}. ${names.pipeline(pipeline)} [${groups.join(' × ')}]: ${bound}`
  })
}
