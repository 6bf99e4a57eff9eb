/**
 * One rule applied to many tensors in place, as many in a dispatch as a shader may bind. Must not know the rules, only
 * that `update_SLOT(i)` changes number i of a slot's tensors.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import { type Binding, mostBindings, runInPlace } from './open-backend.ts'
import { type Gpu, GROUP, room, sizeOf } from './program.ts'
import slotsCode from './slots.wgsl?raw'

/** Tensors of one shape by the shader's name for them, without the slot's number. */
export type Slot = Readonly<Record<string, Binding>>

export interface Rule {
  readonly name: string
  /** Holds `prepare()`, which every thread runs first. */
  readonly shared: string
  readonly update: string
  /** f32 uniforms. */
  readonly settings: Readonly<Record<string, number>>
}

/** Numbers a thread takes, at most: so many fewer sums are left to add up. */
const NUMBERS_PER_THREAD = 16

/** Threads' sums are not asked for: one number is enough to bind. */
const threadsFor = (slot: Slot) => Math.ceil(sizeOf(tensorIn(slot).shape) / NUMBERS_PER_THREAD)

/** @returns what `update_SLOT` returned, summed per thread: [threads] */
export function updateInPlace(
  backend: Gpu,
  rule: Rule,
  clock: TensorInfo,
  slots: readonly Slot[],
): TensorInfo {
  const total = slots.reduce((sum, slot) => sum + threadsFor(slot), 0)
  const squares = room(backend, [Math.max(1, total)])
  const perSlot = Object.keys(slots[0] ?? {}).length
  const together = Math.max(1, Math.floor((mostBindings(backend) - 2) / perSlot))
  let offset = 0
  for (let first = 0; first < slots.length; first += together) {
    const some = slots.slice(first, first + together)
    dispatch(backend, rule, some, [clock, squares], offset)
    offset += some.reduce((sum, slot) => sum + threadsFor(slot), 0)
  }
  return squares
}

function dispatch(
  backend: Gpu,
  rule: Rule,
  slots: readonly Slot[],
  [clock, squares]: readonly [TensorInfo, TensorInfo],
  offset: number,
): void {
  const named: [string, Binding][] = [
    ['clock', { tensor: clock, written: false }],
    ['squares', { tensor: squares, written: true }],
    ...slots.flatMap((slot, i) =>
      Object.entries(slot).map(([name, binding]): [string, Binding] => [`${name}_${i}`, binding]),
    ),
  ]
  const threads = slots.map(threadsFor)
  const sizes = slots.map((slot) => sizeOf(tensorIn(slot).shape))
  const floats = Object.keys(rule.settings)
  const integers = ['offset', ...slots.flatMap((_, i) => [`threads_${i}`, `size_${i}`])]
  runInPlace(backend, {
    key: `ganvas ${rule.name} ${slots.length}`,
    code: () => codeFor(rule, slots.length, named, floats, integers),
    bindings: named.map(([, binding]) => binding),
    uniforms: packed(Object.values(rule.settings), [
      offset,
      ...threads.flatMap((count, i) => [count, sizes[i] ?? 0]),
    ]),
    groups: Math.ceil(threads.reduce((sum, count) => sum + count, 0) / GROUP),
  })
}

function codeFor(
  { shared, update }: Rule,
  slots: number,
  bindings: readonly (readonly [string, Binding])[],
  floats: readonly string[],
  integers: readonly string[],
): string {
  const perSlot = (code: string) =>
    Array.from({ length: slots }, (_, i) => code.replaceAll('SLOT', String(i))).join('\n')
  const declared = bindings.map(
    ([name, { written }], i) =>
      `@group(0) @binding(${i}) var<storage, ${written ? 'read_write' : 'read'}> ${name}: array<f32>;`,
  )
  return [
    `struct Settings { ${[...floats.map((name) => `${name}: f32`), ...integers.map((name) => `${name}: u32`)].join(', ')} }`,
    ...declared,
    `@group(0) @binding(${bindings.length}) var<uniform> settings: Settings;`,
    shared,
    perSlot(update),
    `@compute @workgroup_size(${GROUP}) fn main(@builtin(global_invocation_id) id: vec3<u32>) {`,
    'prepare();',
    'var index = id.x;',
    perSlot(slotsCode),
    '}',
  ].join('\n')
}

function packed(floats: readonly number[], integers: readonly number[]): ArrayBuffer {
  // A uniform struct is a multiple of 16 bytes long.
  const bytes = new ArrayBuffer(16 * Math.ceil((floats.length + integers.length) / 4))
  new Float32Array(bytes).set(floats)
  new Uint32Array(bytes).set(integers, floats.length)
  return bytes
}

function tensorIn(slot: Slot): TensorInfo {
  const first = Object.values(slot)[0]
  if (first === undefined) throw new Error('A slot without tensors.')
  return first.tensor
}
