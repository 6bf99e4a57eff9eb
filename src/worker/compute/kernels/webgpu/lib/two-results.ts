/**
 * Runs a program that tfjs' own runner cannot: one that writes two tensors, with `also` for the second result, or one that
 * asks something of the language. Same WGSL, same uniforms. Must not know what a program computes.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import { runInPlace } from './open-backend.ts'
import { type Gpu, GROUP, type Operand, type Program, runProgram } from './program.ts'

/** @param also the second result, an array of single numbers in the shader; null where there is none */
export function runForAny(backend: Gpu, program: Program, also: TensorInfo | null): void {
  if (also === null && (program.enables ?? []).length === 0) runProgram(backend, program)
  else runOurs(backend, program, also)
}

/** @param also the second result, an array of single numbers in the shader */
export function runForTwo(backend: Gpu, program: Program, also: TensorInfo): void {
  runOurs(backend, program, also)
}

function runOurs(backend: Gpu, program: Program, also: TensorInfo | null): void {
  const operands: [string, Operand, boolean][] = [
    ['result', program.writes, true],
    ...(also === null ? [] : [['also', { tensor: also, packed: false }, true] as [string, Operand, boolean]]),
    ...Object.entries(program.reads).map(([name, operand]): [string, Operand, boolean] => [
      name,
      operand,
      false,
    ]),
  ]
  const declared = Object.entries(program.constants).map(([key, value]) => `const ${key} = ${value};`)
  runInPlace(backend, {
    key: [
      'ganvas',
      program.name,
      ...(program.enables ?? []),
      ...declared,
      ...operands.map(([name, { packed }]) => `${name}${packed ? 4 : 1}`),
    ].join(' '),
    code: () => codeFor(program, operands, declared),
    bindings: operands.map(([, { tensor }, written]) => ({ tensor, written })),
    uniforms: packed(program),
    groups: program.groups,
  })
}

function codeFor(
  program: Program,
  operands: readonly (readonly [string, Operand, boolean])[],
  declared: readonly string[],
): string {
  const bindings = operands.map(
    ([name, { packed: wide }, written], i) =>
      `@group(0) @binding(${i}) var<storage, ${written ? 'read_write' : 'read'}> ${name}: array<${wide ? 'vec4<f32>' : 'f32'}>;`,
  )
  return [
    ...(program.enables ?? []).map((extension) => `enable ${extension};`),
    `struct Uniforms { ${fieldsOf(program)
      .map(({ name, type }) => `${name}: ${type}`)
      .join(', ')} }`,
    ...bindings,
    `@group(0) @binding(${operands.length}) var<uniform> uniforms: Uniforms;`,
    ...declared,
    program.code,
    startCode(program),
  ].join('\n')
}

/** Where there are subgroups, `laneCount` is told how many threads are in one, as far as a group reaches. */
function startCode({ enables = [] }: Program): string {
  const lanes = enables.includes('subgroups')
  return [
    `@compute @workgroup_size(${GROUP}) fn start(@builtin(global_invocation_id) id: vec3<u32>`,
    lanes ? ', @builtin(subgroup_size) lanes: u32) {' : ') {',
    lanes ? ` laneCount = min(i32(lanes), ${GROUP});` : '',
    ' main(i32(id.x)); }',
  ].join('')
}

interface Field {
  readonly name: string
  readonly type: 'vec4<i32>' | 'i32' | 'f32'
  readonly values: readonly number[]
}

/** Vectors first, so that nothing needs padding but the end. */
function fieldsOf({ integers, floats }: Program): Field[] {
  const fields = Object.entries(integers).map(([name, value]): Field => {
    return typeof value === 'number'
      ? { name, type: 'i32', values: [value] }
      : { name, type: 'vec4<i32>', values: value }
  })
  return [
    ...fields.filter(({ type }) => type === 'vec4<i32>'),
    ...fields.filter(({ type }) => type === 'i32'),
    ...Object.entries(floats).map(([name, value]): Field => ({ name, type: 'f32', values: [value] })),
  ]
}

function packed(program: Program): ArrayBuffer {
  const fields = fieldsOf(program)
  const count = fields.reduce((sum, { values }) => sum + values.length, 0)
  // A uniform struct is a multiple of 16 bytes long.
  const bytes = new ArrayBuffer(16 * Math.ceil(count / 4))
  const [integers, numbers] = [new Int32Array(bytes), new Float32Array(bytes)]
  let at = 0
  for (const { type, values } of fields) {
    ;(type === 'f32' ? numbers : integers).set(values, at)
    at += values.length
  }
  return bytes
}
