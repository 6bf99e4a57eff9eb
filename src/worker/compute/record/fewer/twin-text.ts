/** The WGSL of two commands of one shader: the shader's own, told by the group's number whose uniforms and memory it takes. Plain text. */
import type { Shader } from './shader.ts'

/** How a binding of the two differs, and the numbers of the bindings that it becomes. */
export type Difference =
  | { readonly way: 'none'; readonly at: number }
  /** Each has its own uniforms. */
  | { readonly way: 'copied'; readonly at: readonly [number, number] }
  /** Each starts at a place of its own in one memory; `told` is where the first's is told, the second's comes next. */
  | { readonly way: 'moved'; readonly at: number; readonly told: number }

/** Null: the shader uses a binding otherwise than number by number. @param told numbers that its groups are told */
export function twinText(
  shader: Shader,
  differences: ReadonlyMap<string, Difference>,
  told: number,
): string | null {
  const declared = [`@group(0) @binding(0) var<uniform> twinTold: array<vec4<i32>, ${told / 4}>;`]
  const chosen: string[] = []
  let code = shader.code
  for (const { name, kind, type } of shader.bindings) {
    const difference = differences.get(name)
    if (difference === undefined) return null
    if (difference.way === 'copied') {
      difference.at.forEach((at, i) =>
        declared.push(`@group(0) @binding(${at}) var<uniform> twin${i}_${name}: ${type};`),
      )
      declared.push(`var<private> ${name}: ${type};`)
      chosen.push(`if (second) { ${name} = twin1_${name}; } else { ${name} = twin0_${name}; }`)
      continue
    }
    const access = kind === 'write' ? 'read_write' : 'read'
    declared.push(`@group(0) @binding(${difference.at}) var<storage, ${access}> ${name}: ${type};`)
    if (difference.way === 'none') continue
    const moved = movedIndices(code, name, `twinAt_${name}`)
    if (moved === null) return null
    code = moved
    declared.push(`var<private> twinAt_${name}: i32;`)
    const of = (number: number) => `twinTold[${Math.floor(number / 4)}][${number % 4}]`
    chosen.push(`twinAt_${name} = select(${of(difference.told)}, ${of(difference.told + 1)}, second);`)
  }
  // A shader that is a twin itself has these names already.
  if (/\btwin(Told|At_|0_|1_)/.test(shader.code)) return null
  return [
    ...declared,
    code,
    `@compute @workgroup_size(${shader.threads}) fn startTwin(@builtin(workgroup_id) group: vec3<u32>,`,
    '  @builtin(local_invocation_id) local: vec3<u32>) {',
    'let edge = u32(twinTold[0][0]);',
    'let second = group.x >= edge;',
    'let mine = group.x - select(0u, edge, second);',
    ...chosen,
    `${shader.entry}(${shader.asked.map(({ builtin }) => givenIn(shader)[builtin] ?? '').join(', ')});`,
    '}',
  ].join('\n')
}

function givenIn({ threads }: Shader): Readonly<Record<string, string>> {
  return {
    workgroup_id: 'vec3<u32>(mine, 0u, 0u)',
    global_invocation_id: `vec3<u32>(mine * ${threads}u + local.x, 0u, 0u)`,
    local_invocation_id: 'local',
    local_invocation_index: 'local.x',
    // Nobody of one row of groups asks how many there are.
    num_workgroups: 'vec3<u32>(1u, 1u, 1u)',
  }
}

/** The code with `by` added to every index of a binding; null where it is used otherwise. */
function movedIndices(code: string, name: string, by: string): string | null {
  const use = new RegExp(`(?<![.\\w])${name}\\b`, 'g')
  let out = ''
  let from = 0
  for (const match of code.matchAll(use)) {
    if (match.index < from) return null
    const open = match.index + name.length
    const close = closing(code, open)
    if (code[open] !== '[' || close === null) return null
    const inner = code.slice(open + 1, close)
    if (use.test(inner)) return null
    use.lastIndex = 0
    out += `${code.slice(from, open)}[i32(${inner}) + ${by}]`
    from = close + 1
  }
  return out + code.slice(from)
}

/** Where the bracket at `open` closes. */
function closing(code: string, open: number): number | null {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code[at] === '[') depth++
    if (code[at] === ']' && --depth === 0) return at
  }
  return null
}
