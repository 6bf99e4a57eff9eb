/**
 * Two commands of one shader as one command of twice the groups: the networks' passes over other items, draws of other
 * numbers. What each has of its own in memory is laid side by side, and a group says by its number whose it takes. The work is
 * that of both, also where a processor would run the texts of two lanes one after the other. Must not know what commands compute.
 */
import { MOST_IN_DISPATCH } from '../../kernels/webgpu/lib/plan.ts'
import { sameSource, type Source, type Trace, type TracedBinding, type TracedCommand } from '../trace.ts'
import { stretched, type Knowing, type Stretches } from './copies.ts'
import { ambiguous, conflict, type Known } from './hazards.ts'
import type { Pipelines } from './pipelines.ts'
import type { Declared, Shader } from './shader.ts'
import { type Difference, twinText } from './twin-text.ts'

/** Where what is laid side by side may start. */
const ALIGNMENT = 256

/** Commands of the same shader that are looked at for each. */
const MOST_TRIES = 12

/** The trace with a twin for every two commands that can be one. */
export function withTwins(trace: Trace, knowing: Knowing, pipelines: Pipelines): Trace {
  let present = trace
  for (let at = 0; at < present.commands.length; at++) {
    const next = withTwinAt(present, at, knowing, pipelines)
    if (next !== null) present = next
  }
  return present
}

/** With the command at a place and the first other that can be its twin; null where there is none. */
function withTwinAt(trace: Trace, at: number, knowing: Knowing, pipelines: Pipelines): Trace | null {
  const known = trace.commands.map(knowing)
  const [first, ...later] = known.slice(at)
  if (first === undefined || !isPlain(first)) return null
  let tries = MOST_TRIES
  for (const [i, second] of later.entries()) {
    if (second.command.pipeline !== first.command.pipeline) continue
    if (workOf(first) + workOf(second) > MOST_IN_DISPATCH) continue
    if (tries-- === 0) return null
    if ([first, ...later.slice(0, i)].some((other) => conflict(other, second))) continue
    const made = joinedAt(trace, at, at + 1 + i, knowing, pipelines)
    if (made !== null) return made
  }
  return null
}

/** Of a command that says nothing of its work: draws are the dearest. */
const WORK_OF_THREAD = 512

function workOf({ command, shader }: Known): number {
  const threads = command.groups[0] * (shader?.threads ?? 1)
  return command.work > 0 ? command.work : threads * WORK_OF_THREAD
}

/** Threads that wait for each other, in shared memory or in subgroups, must not do so by what is looked up for each group. */
function isPlain({ command, shader }: Known): boolean {
  if (shader === null || shader.enables.length > 0) return false
  return shader.groupBytes === 0 && command.groups[1] === 1 && command.groups[2] === 1
}

function joinedAt(
  trace: Trace,
  at: number,
  other: number,
  knowing: Knowing,
  pipelines: Pipelines,
): Trace | null {
  const [one, two] = [trace.commands[at], trace.commands[other]]
  const laid = one === undefined || two === undefined ? null : sideBySide(trace, one, two)
  if (laid === null) return null
  const moved = laid.trace.commands
  const [first, second] = [moved[at], moved[other]]
  const shader = first === undefined ? null : knowing(first).shader
  if (first === undefined || second === undefined || shader === null) return null
  const twin = twinOf(laid.trace, shader, first, second, pipelines)
  if (twin === null) return null
  const commands = moved.flatMap((command, i) => (i === other ? [] : i === at ? [twin.command] : [command]))
  if (commands.some((command) => ambiguous(knowing(command).touches))) return null
  return { ...laid.trace, commands, uniforms: [...trace.uniforms, twin.told] }
}

/** The trace with each two scratch buffers in one that are bound alike by the two; null where they cannot be. */
function sideBySide(trace: Trace, one: TracedCommand, two: TracedCommand): { trace: Trace } | null {
  let present = trace
  for (const [i, bound] of one.bindings.entries()) {
    const other = two.bindings[i]
    if (other === undefined) return null
    if (sameSource(bound.source, other.source) || bound.source.kind === 'uniform') continue
    const [a, b] = [entire(present, bound), entire(present, other)]
    if (a === null || b === null || present.result === a.id || present.result === b.id) return null
    const id = present.scratch.length
    const start = ALIGNMENT * Math.ceil(a.size / ALIGNMENT)
    const laid: Stretches = new Map([
      [a.id, { id, offset: 0 }],
      [b.id, { id, offset: start }],
    ])
    present = stretched({ ...present, scratch: [...present.scratch, start + b.size] }, laid)
  }
  return { trace: present }
}

function entire(
  { scratch }: Trace,
  { source, offset, size }: TracedBinding,
): { id: number; size: number } | null {
  if (source.kind !== 'scratch' || offset !== 0 || size !== scratch[source.id]) return null
  return { id: source.id, size }
}

interface Twin {
  readonly command: TracedCommand
  /** What its groups are told: how many are the first's, and where things of either lie. */
  readonly told: Uint8Array
}

function twinOf(
  trace: Trace,
  shader: Shader,
  first: TracedCommand,
  second: TracedCommand,
  pipelines: Pipelines,
): Twin | null {
  const told: number[] = [first.groups[0], 0, 0, 0]
  const bindings: TracedBinding[] = []
  const bind = (source: Source, offset: number, size: number) =>
    bindings.push({ binding: bindings.length, source, offset, size }) - 1
  bind({ kind: 'uniform', id: trace.uniforms.length }, 0, 4 * MOST_TOLD)
  const differences = new Map<string, Difference>()
  for (const { name, binding, kind, type } of shader.bindings) {
    const [a, b] = [first, second].map((of) => of.bindings.find((bound) => bound.binding === binding))
    if (a === undefined || b === undefined) return null
    if (kind === 'uniform') {
      differences.set(name, { way: 'copied', at: [bind(a.source, 0, a.size), bind(b.source, 0, b.size)] })
    } else if (sameSource(a.source, b.source)) {
      const from = Math.min(a.offset, b.offset)
      const place = bind(a.source, from, Math.max(a.offset + a.size, b.offset + b.size) - from)
      const bytes = type.includes('vec4') ? 16 : 4
      const moved = a.offset !== b.offset
      differences.set(
        name,
        moved ? { way: 'moved', at: place, told: told.length } : { way: 'none', at: place },
      )
      if (moved) told.push((a.offset - from) / bytes, (b.offset - from) / bytes)
    } else return null
  }
  const text = told.length > MOST_TOLD ? null : twinText(shader, differences, MOST_TOLD)
  if (text === null) return null
  const numbers = Int32Array.from({ length: MOST_TOLD }, (_, i) => told[i] ?? 0)
  const kinds = kindsOf(shader, differences, bindings.length)
  return {
    command: {
      ...pipelines.of(text, kinds, 'twins'),
      bindings,
      groups: [first.groups[0] + second.groups[0], 1, 1],
      work: first.work + second.work,
      parts: [...(first.parts ?? [[first]]), ...(second.parts ?? [[second]])],
    },
    told: new Uint8Array(numbers.buffer),
  }
}

/** Numbers that a twin's groups are told. */
const MOST_TOLD = 16

function kindsOf(shader: Shader, differences: ReadonlyMap<string, Difference>, count: number) {
  const kinds = Array.from<Declared['kind']>({ length: count }).fill('uniform')
  for (const { name, kind } of shader.bindings) {
    const difference = differences.get(name)
    if (difference !== undefined && difference.way !== 'copied') kinds[difference.at] = kind
  }
  return kinds
}
