/**
 * What a step asks of the GPU, written down: commands over numbered buffers, and what JavaScript put into them. Plain data;
 * must not know tfjs.
 */

/** Where a shader's binding lies. */
export type Source =
  /** A buffer that was there before the step and stays: weights, moments, datasets. */
  | { readonly kind: 'held'; readonly buffer: GPUBuffer }
  /** Written by one command and read by others, of no use after the step. */
  | { readonly kind: 'scratch'; readonly id: number }
  /** Numbers that JavaScript put there as a tensor. */
  | { readonly kind: 'constant'; readonly id: number }
  /** Numbers that JavaScript put there as a shader's settings. */
  | { readonly kind: 'uniform'; readonly id: number }

export interface TracedBinding {
  readonly binding: number
  readonly source: Source
  /** Bytes from the start of the source. */
  readonly offset: number
  readonly size: number
}

export interface TracedCommand {
  readonly pipeline: GPUComputePipeline
  readonly layout: GPUBindGroupLayout
  readonly bindings: readonly TracedBinding[]
  readonly groups: readonly [number, number, number]
  /** Multiply-adds, as far as they are known. */
  readonly work: number
  /** Where it does nothing but copy: numbers of the bindings of a whole and of its parts, which lie in it in this order. */
  readonly copy?: { readonly whole: number; readonly parts: readonly number[] }
  /** Where it was made of several: side by side, and in each of these one after the other. */
  readonly parts?: readonly (readonly TracedCommand[])[]
}

export interface Trace {
  readonly commands: readonly TracedCommand[]
  /** Bytes of each scratch buffer. */
  readonly scratch: readonly number[]
  readonly constants: readonly Uint8Array[]
  readonly uniforms: readonly Uint8Array[]
  /** Scratch buffer of the step's figures. */
  readonly result: number
}

/** For each command the scratch buffers it names. */
export function scratchUses({ commands }: Trace): number[][] {
  return commands.map(({ bindings }) =>
    bindings.flatMap(({ source }) => (source.kind === 'scratch' ? [source.id] : [])),
  )
}

/** Index of the first command in which two traces differ in more than the numbers JavaScript put in; null: none. */
export function firstOtherCommand(a: Trace, b: Trace): number | null {
  const most = Math.max(a.commands.length, b.commands.length)
  for (let i = 0; i < most; i++) if (!sameCommand(a.commands[i], b.commands[i])) return i
  return a.result === b.result ? null : most
}

/** Numbers of `kind` that differ between two traces of the same commands. */
export function otherNumbers(a: Trace, b: Trace, kind: 'constants' | 'uniforms'): number[] {
  return a[kind].flatMap((bytes, id) => (sameBytes(bytes, b[kind][id]) ? [] : [id]))
}

/** The first command that reads a constant or a uniform. */
export function readerOf(trace: Trace, kind: 'constant' | 'uniform', id: number): number | null {
  const index = trace.commands.findIndex(({ bindings }) =>
    bindings.some(({ source }) => source.kind === kind && source.id === id),
  )
  return index < 0 ? null : index
}

function sameCommand(a: TracedCommand | undefined, b: TracedCommand | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.pipeline === b.pipeline &&
    a.groups.every((count, axis) => count === b.groups[axis]) &&
    a.bindings.length === b.bindings.length &&
    a.bindings.every((binding, i) => sameBinding(binding, b.bindings[i]))
  )
}

function sameBinding(a: TracedBinding, b: TracedBinding | undefined): boolean {
  return (
    b !== undefined &&
    a.binding === b.binding &&
    a.offset === b.offset &&
    a.size === b.size &&
    sameSource(a.source, b.source)
  )
}

/** Whether both are the same memory, or the same numbers of JavaScript's. */
export function sameSource(a: Source, b: Source): boolean {
  if (a.kind === 'held') return b.kind === 'held' && a.buffer === b.buffer
  return b.kind === a.kind && b.id === a.id
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i])
}
