/** A trace in words, for people who want to know what a step does. */
import type { Source, Trace, TracedCommand } from './trace.ts'

export interface Names {
  /** Name of a pipeline. */
  readonly pipeline: (pipeline: GPUComputePipeline) => string
  /** Name of a buffer that outlives the step; null: none is known. */
  readonly buffer: (buffer: GPUBuffer) => string | null
}

/** One line a command: number, pipeline, groups, bindings in order; of several in one dispatch, each of them. */
export function listingOf(trace: Trace, names: Names): string[] {
  const nameless = new Map<GPUBuffer, string>()
  const held = (buffer: GPUBuffer): string => {
    const known = names.buffer(buffer) ?? nameless.get(buffer) ?? `held ${nameless.size + 1}`
    if (names.buffer(buffer) === null) nameless.set(buffer, known)
    return known
  }
  const place = (source: Source): string =>
    source.kind === 'held' ? held(source.buffer) : `${source.kind} ${source.id + 1}`
  const said = ({ pipeline, groups, bindings }: TracedCommand): string => {
    const bound = bindings.map(({ source, size }) => `${place(source)} (${size} B)`).join(', ')
    return `${names.pipeline(pipeline)} [${groups.join(' × ')}]: ${bound}`
  }
  return trace.commands.map((command, i) => {
    const lanes = (command.parts ?? [[command]]).map((lane) => lane.map(said).join(', then '))
    return `${i + 1}. ${lanes.join('; beside it ')}`
  })
}
