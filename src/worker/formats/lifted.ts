/**
 * Plain data with arrays of numbers in it, as JSON and tensors: each typed array is lifted out and leaves its number behind, each
 * value that JSON has no word for its name. What comes back is as it was; whether it makes sense is for the reader to say.
 */
import type { StoredTensor, StoredType } from './safetensors.ts'

type Lifted = Float32Array | Uint8Array | Uint8ClampedArray | Int8Array | Uint16Array

interface ArrayKind {
  readonly type: StoredType
  readonly made: (bytes: Uint8Array<ArrayBuffer>) => Lifted
}

/** Each takes over bytes of its own. */
const ARRAYS = {
  f32: { type: 'F32', made: (bytes) => new Float32Array(bytes.buffer) },
  u8: { type: 'U8', made: (bytes) => bytes },
  u8c: { type: 'U8', made: (bytes) => new Uint8ClampedArray(bytes.buffer) },
  i8: { type: 'U8', made: (bytes) => new Int8Array(bytes.buffer) },
  u16: { type: 'U16', made: (bytes) => new Uint16Array(bytes.buffer) },
} as const satisfies Record<string, ArrayKind>

type Kind = keyof typeof ARRAYS

const ARRAY = '$array'
const KIND = '$kind'
const NUMBER = '$number'

export interface LiftedData {
  readonly json: string
  readonly tensors: readonly StoredTensor[]
}

/** Functions and class instances are no plain data: they are left out as JSON does it. */
export function lift(value: unknown): LiftedData {
  const tensors: StoredTensor[] = []
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return { [NUMBER]: String(part) }
    const kind = kindOf(part)
    if (kind === null || !ArrayBuffer.isView(part)) return part
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    const { type } = ARRAYS[kind]
    const shape = [part.byteLength / (type === 'F32' ? 4 : type === 'U16' ? 2 : 1)]
    tensors.push({ name: String(tensors.length), type, shape, bytes })
    return { [ARRAY]: tensors.length - 1, [KIND]: kind }
  })
  return { json, tensors }
}

/** @throws Error where the two do not belong together */
export function lower({ json, tensors }: LiftedData): unknown {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]))
  return JSON.parse(json, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part
    if (NUMBER in part) return Number(part[NUMBER])
    if (!(ARRAY in part) || !(KIND in part)) return part
    const kind = part[KIND]
    const found = byName.get(String(part[ARRAY]))
    if (!isKind(kind) || found?.type !== ARRAYS[kind].type) throw new Error('An array is missing.')
    // A copy, so that the file as a whole can be let go of.
    return ARRAYS[kind].made(found.bytes.slice())
  })
}

function kindOf(part: unknown): Kind | null {
  if (part instanceof Float32Array) return 'f32'
  if (part instanceof Uint8Array) return 'u8'
  if (part instanceof Uint8ClampedArray) return 'u8c'
  if (part instanceof Int8Array) return 'i8'
  if (part instanceof Uint16Array) return 'u16'
  return null
}

function isKind(value: unknown): value is Kind {
  return typeof value === 'string' && Object.hasOwn(ARRAYS, value)
}
