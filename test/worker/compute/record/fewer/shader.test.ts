import { describe, expect, test } from 'vitest'
import { readShader, renamed } from '../../../../../src/worker/compute/record/fewer/shader.ts'
import { type Difference, twinText } from '../../../../../src/worker/compute/record/fewer/twin-text.ts'

const TEXT = `
// fn notThis() {}
struct Uniforms { size: i32, x: f32 }
@group(0) @binding(0) var<storage, read_write> result: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<uniform> uniforms: Uniforms;
const TILES = 4;
var<workgroup> desk: array<vec4<f32>, 64>;
var<private> seen: i32;
fn one(i: i32) -> f32 { return x[x_of(i) % 2]; }
fn x_of(i: i32) -> i32 { return i; }
@compute @workgroup_size(64) fn start(@builtin(global_invocation_id) id: vec3<u32>) {
  let at = i32(id.x);
  if (at < uniforms.size) { result[at >> 2u] = vec4<f32>(one(at), uniforms.x, id.x.x, 0.0); }
}`

describe('a shader taken apart', () => {
  test('says what it binds, shares, declares and asks for', () => {
    expect(readShader(TEXT)).toMatchObject({
      names: ['Uniforms', 'TILES', 'desk', 'seen', 'one', 'x_of', 'start'],
      bindings: [
        { name: 'result', binding: 0, kind: 'write', type: 'array<vec4<f32>>' },
        { name: 'x', binding: 1, kind: 'read', type: 'array<f32>' },
        { name: 'uniforms', binding: 2, kind: 'uniform', type: 'Uniforms' },
      ],
      entry: 'start',
      asked: [{ builtin: 'global_invocation_id', name: 'id', type: 'vec3<u32>' }],
      threads: 64,
      groupBytes: 1024,
    })
  })

  test.for([
    ['groups of more than one row', TEXT.replace('(64)', '(8, 8)')],
    ['what holds for a whole text', `diagnostic(off, derivative_uniformity);\n${TEXT}`],
    ['what nobody here uses', `enable dual_source_blending;\n${TEXT}`],
    ['shared memory of another shape', TEXT.replace('array<vec4<f32>, 64>;', 'Shelf;')],
    ['no entry', TEXT.replace('@compute', '')],
  ] as const)('is left alone: %s', ([, text]) => {
    expect(readShader(text)).toBeNull()
  })

  test('says what it asks of the language, and what that takes', () => {
    const read = readShader(
      `enable f16;\nenable subgroups;\n${TEXT.replace('desk: array<vec4<f32>, 64>;', 'desk: array<vec4<f16>, 64>; var<workgroup> tops: array<atomic<u32>, 16>;')}`,
    )
    expect(read).toMatchObject({ enables: ['f16', 'subgroups'], groupBytes: 64 * 8 + 16 * 4 })
    expect(read?.code).not.toContain('enable')
    expect(readShader(TEXT)?.enables).toEqual([])
  })

  test('may have functions with rules of their own', () => {
    const lenient = TEXT.replace('fn one', '@diagnostic(off, subgroup_uniformity)\nfn one')
    expect(readShader(lenient)?.code).toContain('@diagnostic(off, subgroup_uniformity)\nfn one')
  })

  test('can be given other names, members of structs excepted', () => {
    const names = new Map([
      ['x', 'bound1'],
      ['Uniforms', 'part_Uniforms'],
    ])
    expect(
      renamed('struct Uniforms { x: i32 } fn f(u: Uniforms) -> f32 { return x[u.x] + x_of(x[0]); }', names),
    ).toBe(
      'struct part_Uniforms { x: i32 } fn f(u: part_Uniforms) -> f32 { return bound1[u.x] + x_of(bound1[0]); }',
    )
  })
})

describe('a shader for two', () => {
  const read = readShader(TEXT)
  const none = (at: number) => ({ way: 'none', at }) as const

  test('adds to every index of what lies elsewhere for the second', () => {
    if (read === null) throw new Error('It was not read.')
    const differences = new Map<string, Difference>([
      ['result', { way: 'moved', at: 1, told: 4 } as const],
      ['x', none(2)],
      ['uniforms', { way: 'copied', at: [3, 4] } as const],
    ])
    const text = twinText(read, differences, 16) ?? ''
    expect(text).toContain('result[i32(at >> 2u) + twinAt_result] =')
    expect(text).toContain('return x[x_of(i) % 2];')
    expect(text).toContain('twinAt_result = select(twinTold[1][0], twinTold[1][1], second);')
    expect(text).toContain('var<private> uniforms: Uniforms;')
    expect(readShader(text)?.bindings).toHaveLength(5)
  })

  test('is none where memory is used otherwise than number by number', () => {
    const other = readShader(TEXT.replace('return i;', 'return i32(arrayLength(&x));'))
    if (other === null) throw new Error('It was not read.')
    const differences = new Map<string, Difference>([
      ['result', none(1)],
      ['x', { way: 'moved', at: 2, told: 4 } as const],
      ['uniforms', none(3)],
    ])
    expect(twinText(other, differences, 16)).toBeNull()
  })
})
