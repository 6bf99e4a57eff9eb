/** One dispatch of several: the text of its shader, and its bindings. Must not know what commands compute. */
import { sameSource, type Source, type TracedBinding } from '../trace.ts'
import type { Bunch, Lane } from './bunches.ts'
import type { Known } from './hazards.ts'
import { type Declared, renamed, type Shader } from './shader.ts'

interface Joined {
  readonly declared: Omit<Declared, 'name' | 'binding'>
  readonly bound: Omit<TracedBinding, 'binding'>
}

export interface Joint {
  /** Bindings in order, the first that of `ends`. */
  readonly bindings: readonly Joined[]
  /** By command: its bindings' numbers in the order of its shader's. */
  readonly places: ReadonlyMap<Known, readonly number[]>
  /** The group after each lane's last. */
  readonly ends: readonly number[]
}

/** Lanes that `ends` has room for. */
export const MOST_LANES = 4

/** @param ends where the ends of the lanes will be bound */
export function jointOf(bunch: Bunch, ends: Source): Joint {
  const bindings: Joined[] = [
    { declared: { kind: 'uniform', type: 'vec4<u32>' }, bound: { source: ends, offset: 0, size: 16 } },
  ]
  const places = new Map<Known, readonly number[]>()
  for (const lane of bunch) {
    for (const known of lane) {
      const own = bindings.length
      places.set(
        known,
        (known.shader?.bindings ?? []).map((declared) => place(bindings, own, known, declared, lane)),
      )
    }
  }
  let end = 0
  return { bindings, places, ends: bunch.map((lane) => (end += lane[0]?.command.groups[0] ?? 0)) }
}

/**
 * Number of the binding that a command's binding has become: that of a command before it, where both are the same.
 * @param own where the command's own begin: a shader may use the name of a binding for something else of its own, and two
 * names must not become one
 */
function place(
  bindings: Joined[],
  own: number,
  { command }: Known,
  { kind, type, binding }: Declared,
  lane: Lane,
): number {
  const bound = command.bindings.find((each) => each.binding === binding)
  if (bound === undefined) throw new Error('A shader binds more than its command.')
  // What one command of a lane writes, the next reads by the same binding.
  const declared = { kind: kind === 'read' && writtenIn(lane, bound) ? ('write' as const) : kind, type }
  const found = bindings.findIndex(
    (other, at) =>
      at < own &&
      other.declared.kind === declared.kind &&
      other.declared.type === type &&
      other.bound.offset === bound.offset &&
      other.bound.size === bound.size &&
      sameSource(other.bound.source, bound.source),
  )
  return found >= 0 ? found : bindings.push({ declared, bound }) - 1
}

function writtenIn(lane: Lane, { source }: TracedBinding): boolean {
  return lane.some(({ command, shader }) =>
    command.bindings.some(
      (bound) =>
        sameSource(bound.source, source) &&
        shader?.bindings.find(({ binding }) => binding === bound.binding)?.kind === 'write',
    ),
  )
}

/** The WGSL. */
export function jointText(bunch: Bunch, { bindings, places }: Joint): string {
  const shaders = bunch.flatMap((lane) => lane.map((known) => ({ known, shader: needed(known) })))
  const part = new Map(shaders.map(({ known }, i) => [known, `part${i}`]))
  const declarations = bindings.map(({ declared: { kind, type } }, i) => {
    const space = kind === 'uniform' ? 'uniform' : `storage, ${kind === 'write' ? 'read_write' : 'read'}`
    return `@group(0) @binding(${i}) var<${space}> bound${i}: ${typeIn(type, i, bindings, shaders, part, places)};`
  })
  const codes = shaders.map(({ known, shader }) => {
    const prefix = part.get(known) ?? ''
    return renamed(
      shader.code,
      new Map([
        ...shader.names.map((name) => [name, `${prefix}_${name}`] as const),
        ...shader.bindings.map(({ name }, i) => [name, `bound${places.get(known)?.[i] ?? 0}`] as const),
      ]),
    )
  })
  const lanes = bunch.map((lane, i) => {
    const first = i === 0 ? '0u' : `bound0[${i - 1}]`
    const calls = lane.map((known) => callOf(part.get(known) ?? '', needed(known), first, `bound0[${i}]`))
    const condition = i === bunch.length - 1 ? '' : `if (group.x < bound0[${i}]) `
    return `${i === 0 ? '' : 'else '}${condition}{\n${calls.join('\nstorageBarrier();\n')}\n}`
  })
  const threads = shaders[0]?.shader.threads ?? 1
  const enables = new Set(shaders.flatMap(({ shader }) => shader.enables))
  const lanesOf = enables.has('subgroups') ? ', @builtin(subgroup_size) subgroupSize: u32' : ''
  return [
    ...[...enables].map((extension) => `enable ${extension};`),
    ...declarations,
    ...codes,
    `@compute @workgroup_size(${threads}) fn main(@builtin(workgroup_id) group: vec3<u32>,`,
    `  @builtin(local_invocation_id) local: vec3<u32>${lanesOf}) {`,
    lanes.join(' '),
    '}',
  ].join('\n')
}

/** A binding's type by its new name, where a shader has declared it itself. */
function typeIn(
  type: string,
  index: number,
  bindings: readonly Joined[],
  shaders: readonly { known: Known; shader: Shader }[],
  part: ReadonlyMap<Known, string>,
  places: Joint['places'],
): string {
  if (bindings[index]?.declared.kind !== 'uniform') return type
  const owner = shaders.find(({ known }) => places.get(known)?.includes(index) === true)
  if (owner === undefined) return type
  const prefix = part.get(owner.known) ?? ''
  return renamed(type, new Map(owner.shader.names.map((name) => [name, `${prefix}_${name}`])))
}

function callOf(prefix: string, { entry, asked, threads }: Shader, first: string, end: string): string {
  const group = `group.x - ${first}`
  const given: Readonly<Record<string, string>> = {
    workgroup_id: `vec3<u32>(${group}, 0u, 0u)`,
    global_invocation_id: `vec3<u32>((${group}) * ${threads}u + local.x, 0u, 0u)`,
    local_invocation_id: 'local',
    local_invocation_index: 'local.x',
    num_workgroups: `vec3<u32>(${end} - ${first}, 1u, 1u)`,
    subgroup_size: 'subgroupSize',
  }
  return `${prefix}_${entry}(${asked.map(({ builtin }) => given[builtin] ?? '').join(', ')});`
}

function needed({ shader }: Known): Shader {
  if (shader === null) throw new Error('A shader without text cannot be joined.')
  return shader
}
