/** Commands that need no device: what each touches is told, what it computes is made up from all that it reads. */
import type { Source, Trace, TracedCommand } from '../../../../../src/worker/compute/record/trace.ts'
import { known, type Known } from '../../../../../src/worker/compute/record/fewer/hazards.ts'
import type { Shader } from '../../../../../src/worker/compute/record/fewer/shader.ts'

/** Scratch buffers that a command reads and writes, all of each. */
export interface Told {
  readonly reads?: readonly number[]
  readonly writes?: readonly number[]
  readonly groups?: number
  readonly copy?: TracedCommand['copy']
}

/** Written bindings come first, as in our shaders. */
export function traceOf(commands: readonly Told[], sizes: readonly number[], result: number): Trace {
  return {
    commands: commands.map((told) => commandOf(told, sizes)),
    scratch: sizes,
    constants: [],
    uniforms: [],
    result,
  }
}

const shaders = new WeakMap<GPUComputePipeline, Shader>()

function commandOf(
  { reads = [], writes = [], groups = 1, copy }: Told,
  sizes: readonly number[],
): TracedCommand {
  const pipeline = {} as GPUComputePipeline
  const bound = [...writes, ...reads].map((id, binding) => {
    const source: Source = { kind: 'scratch', id }
    return { binding, source, offset: 0, size: sizes[id] ?? 0 }
  })
  const bindings = bound.map(({ binding }) => ({
    ...{ name: `b${binding}`, binding, type: 'array<f32>' },
    kind: binding < writes.length ? ('write' as const) : ('read' as const),
  }))
  shaders.set(pipeline, {
    code: '',
    names: [],
    bindings,
    entry: 'main',
    asked: [],
    threads: 64,
    groupBytes: 0,
    enables: [],
  })
  const layout = {} as GPUBindGroupLayout
  const own = { pipeline, layout, bindings: bound, groups: [groups, 1, 1] as const, work: 0 }
  return copy === undefined ? own : { ...own, copy }
}

export function knowing(command: TracedCommand): Known {
  return known(command, shaders.get(command.pipeline) ?? null)
}

/** What memory holds after commands in an order: each writes a number made of its own and of all it reads. */
export function memoryAfter(
  commands: readonly Known[],
  number: (known: Known) => number,
): Map<unknown, number> {
  const memory = new Map<unknown, number>()
  for (const each of commands) {
    const seen = each.touches.reduce(
      (sum, { memory: id }) => (31 * sum + (memory.get(id) ?? 0)) % 1_000_003,
      7,
    )
    each.touches.forEach(({ memory: id, written }, i) => {
      if (written) memory.set(id, (seen * (number(each) + 2) + i) % 1_000_003)
    })
  }
  return memory
}
