/**
 * A compute shader's WGSL taken apart: what it binds, how its entry is called, and all names that it declares, so that it can
 * stand beside others in one text. Only for shaders of the plain kind that tfjs and ours are; what is not plain is left alone.
 * Plain text; must not know a device.
 */

/** How a binding is declared. */
export interface Declared {
  readonly name: string
  readonly binding: number
  readonly kind: 'read' | 'write' | 'uniform'
  /** `array<vec4<f32>>`. */
  readonly type: string
}

/** What the entry asks of the device: `workgroup_id` and its like, in order. */
interface Asked {
  readonly builtin: string
  readonly name: string
  readonly type: string
}

export interface Shader {
  /** Without comments and bindings; the entry an ordinary function. */
  readonly code: string
  /** All that it declares outside of functions, and constants within them. */
  readonly names: readonly string[]
  readonly bindings: readonly Declared[]
  readonly entry: string
  readonly asked: readonly Asked[]
  /** Threads of a group, all in one row. */
  readonly threads: number
  /** Memory that a group shares. */
  readonly groupBytes: number
  /** What it asks of the language beyond its core. */
  readonly enables: readonly string[]
}

const BINDING =
  /@group\(0\)\s*@binding\((\d+)\)\s*var<(storage|uniform)(?:\s*,\s*(read_write|read))?>\s*(\w+)\s*:\s*([^;]+);/g
const ENTRY =
  /@compute\s+@workgroup_size\(\s*(\d+)\s*(?:,\s*1\s*)?(?:,\s*1\s*)?\)\s*fn\s+(\w+)\s*\(([^{]*)\)\s*\{/
const ASKED = /^@builtin\((\w+)\)\s*(\w+)\s*:\s*([\w<>]+)$/
const NAMED = /\b(?:fn|struct|const|alias)\s+(\w+)|\bvar<(?:private|workgroup)>\s*(\w+)/g
const SHARED = /var<workgroup>\s*\w+\s*:\s*([^;]+);/g
/** Of what a group may share: the shapes in use. */
const SHARED_TYPE = /^array<(vec4<f32>|mat4x4<f32>|vec4<f16>|atomic<u32>),\s*(\d+)>$/
const BYTES: Readonly<Record<string, number>> = {
  'vec4<f32>': 16,
  'mat4x4<f32>': 64,
  'vec4<f16>': 8,
  'atomic<u32>': 4,
}
/** What does no harm to neighbours: it only lets them use more names. */
const ENABLED = /^\s*enable\s+(f16|subgroups)\s*;/gm
/** What holds for a whole text, and so for its neighbours too; a diagnostic may also be one function's own. */
const WHOLE_TEXT = /\b(enable|requires|(?<!@)diagnostic|override)\b/

/** Null: not of the plain kind. */
export function readShader(text: string): Shader | null {
  const plain = text.replaceAll(/\/\/[^\n]*/g, '')
  const enables = [...plain.matchAll(ENABLED)].map(([, extension = '']) => extension)
  const whole = plain.replaceAll(ENABLED, '')
  const entry = ENTRY.exec(whole)
  const asked = entry === null ? null : askedIn(entry[3] ?? '')
  const groupBytes = sharedBytes(whole)
  if (entry === null || asked === null || groupBytes === null || WHOLE_TEXT.test(whole)) return null
  const [header, threads = '', name = ''] = entry
  const parameters = asked.map((each) => `${each.name}: ${each.type}`).join(', ')
  const code = whole.replace(header, `fn ${name}(${parameters}) {`).replaceAll(BINDING, '')
  return {
    code,
    names: [...new Set([...code.matchAll(NAMED)].map(([, plain, stored]) => plain ?? stored ?? ''))],
    bindings: [...whole.matchAll(BINDING)].map(declared),
    ...{ entry: name, asked, threads: Number(threads), groupBytes, enables },
  }
}

function declared([, binding, space, access, name = '', type = '']: RegExpExecArray): Declared {
  const kind = space === 'uniform' ? 'uniform' : access === 'read_write' ? 'write' : 'read'
  return { name, binding: Number(binding), kind, type: type.replaceAll(/\s/g, '') }
}

function askedIn(parameters: string): Asked[] | null {
  const each = parameters
    .split(/,(?![^<]*>)/)
    .map((parameter) => parameter.trim())
    .filter((parameter) => parameter !== '')
    .map((parameter) => ASKED.exec(parameter))
  const found = each.flatMap((match) =>
    match === null ? [] : [{ builtin: match[1] ?? '', name: match[2] ?? '', type: match[3] ?? '' }],
  )
  return found.length === each.length ? found : null
}

function sharedBytes(code: string): number | null {
  const each = [...code.matchAll(SHARED)].map(([, type = '']) => SHARED_TYPE.exec(type.trim()))
  return each.reduce<number | null>((sum, match) => {
    if (sum === null || match === null) return null
    return sum + (BYTES[match[1] ?? ''] ?? 0) * Number(match[2])
  }, 0)
}

/** The code with other names for what it declares. Members of structs keep theirs. */
export function renamed(code: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return code
  const any = [...names.keys()].join('|')
  const word = new RegExp(`(?<![.\\w@])(${any})\\b`, 'g')
  const type = new RegExp(`(?<=(?:struct|[:<])\\s*)(${any})\\b`, 'g')
  return code
    .split(/(\bstruct\s+\w+\s*\{[^}]*\})/)
    .map((part) =>
      part.replaceAll(/^struct/.test(part) ? type : word, (name: string) => names.get(name) ?? name),
    )
    .join('')
}
