/**
 * Runs WGSL of ours as one of tfjs' own programs, so that buffers, uniforms, pooling and submitting stay tfjs' business.
 * Must not know what a program computes.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'

/** Threads in a group; every program here has this many. */
export const GROUP = 64

/** A tensor that a program reads, or the one it writes. */
export interface Operand {
  readonly tensor: TensorInfo
  /** Bound as vec4: only where all rows are multiples of four long. */
  readonly packed: boolean
}

/** What a text may ask of the language beyond its core, where the device has it. */
export type Extension = 'f16' | 'subgroups'

export interface Program {
  /** Names the pipeline, together with the constants and what is packed. */
  readonly name: string
  readonly code: string
  /** What the code needs. tfjs' own runner has no place for it: see two-results.ts. */
  readonly enables?: readonly Extension[]
  /** Known when the shader is compiled: declared in front of the code. */
  readonly constants: Readonly<Record<string, number | boolean>>
  /** By the name the shader has for them. */
  readonly reads: Readonly<Record<string, Operand>>
  /** The shader's `result`. Written in place where it has values already. */
  readonly writes: Operand
  /** i32 uniforms; four numbers make a vec4. */
  readonly integers: Readonly<Record<string, number | readonly number[]>>
  /** f32 uniforms. */
  readonly floats: Readonly<Record<string, number>>
  /** Groups of GROUP threads. Threads past the last that has work must return by themselves. */
  readonly groups: number
}

/** What we use of tfjs' back end. */
export type Gpu = Pick<WebGPUBackend, 'runWebGPUProgram' | 'makeTensorInfo' | 'disposeData' | 'read'>

export function gpuOf(backend: unknown): Gpu {
  return backend as Gpu
}

type TfjsProgram = Parameters<Gpu['runWebGPUProgram']>[0]
type TfjsUniforms = NonNullable<Parameters<Gpu['runWebGPUProgram']>[3]>

/** @returns the tensor that was written, as it was given */
export function runProgram(backend: Gpu, program: Program): TensorInfo {
  const { reads, writes } = program
  const operands = Object.values(reads)
  const inputs = operands.map(({ tensor }) => flat(tensor))
  backend.runWebGPUProgram(describe(program), inputs, 'float32', uniformsOf(program), flat(writes.tensor))
  return writes.tensor
}

/** A float tensor without values yet. */
export function room(backend: Gpu, shape: readonly number[]): TensorInfo {
  return backend.makeTensorInfo([...shape], 'float32')
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

function describe({ name, code, constants, reads, writes, integers, floats, groups }: Program): TfjsProgram {
  const width = ({ packed }: Operand) => (packed ? 4 : 1)
  const components = Object.values(reads).map(width)
  const declared = Object.entries(constants).map(([key, value]) => `const ${key} = ${value};`)
  return {
    shaderKey: ['ganvas', name, ...declared, ...components, width(writes)].join(' '),
    variableNames: Object.keys(reads),
    variableComponents: components,
    outputComponent: width(writes),
    outputShape: [sizeOf(writes.tensor.shape)],
    workgroupSize: [GROUP, 1, 1],
    dispatch: [groups, 1, 1],
    dispatchLayout: { x: [0] },
    uniforms: [
      ...Object.entries(integers).map(([key, value]) => `${key}: ${isVector(value) ? 'vec4<i32>' : 'i32'},`),
      ...Object.keys(floats).map((key) => `${key}: f32,`),
    ].join(' '),
    getUserCode: () => [...declared, code].join('\n'),
  }
}

function uniformsOf({ integers, floats }: Program): TfjsUniforms {
  return [
    ...Object.values(integers).map((value) => ({
      type: 'int32',
      data: isVector(value) ? [...value] : [value],
    })),
    ...Object.values(floats).map((value) => ({ type: 'float32', data: [value] })),
  ]
}

function isVector(value: number | readonly number[]): value is readonly number[] {
  return typeof value !== 'number'
}

/** The same memory as one row: tfjs compiles a shader anew for every rank. */
function flat({ dataId, dtype, shape }: TensorInfo): TensorInfo {
  return { dataId, dtype, shape: [sizeOf(shape)] }
}
