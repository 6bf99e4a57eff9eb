/**
 * safetensors, written and read: a header of JSON, then the numbers (github.com/huggingface/safetensors, format section).
 * Little endian, C order, no holes. Knows no network. What is read is untrusted: every length is checked before it is used.
 */
import { GanvasError } from '../../common/failure.ts'

const WIDTHS = { F32: 4, I32: 4, I64: 8, U16: 2, U8: 1 } as const
export type StoredType = keyof typeof WIDTHS

export interface StoredTensor {
  readonly name: string
  readonly type: StoredType
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

export interface SafetensorsFile {
  readonly tensors: readonly StoredTensor[]
  readonly metadata: Readonly<Record<string, string>>
}

/** What readers of other languages accept at most. */
const LONGEST_HEADER = 100_000_000

/** Numbers as a tensor of float32. */
export function floats(name: string, shape: readonly number[], data: Float32Array): StoredTensor {
  return { name, type: 'F32', shape, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
}

/** The numbers of a tensor of float32, in memory of their own. */
export function floatsOf({ bytes }: StoredTensor): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}

/** The file in pieces: wide types first, as the format's own writer has it, so that every tensor is aligned. */
export function safetensorsPieces({ tensors, metadata }: SafetensorsFile): Uint8Array[] {
  const ordered = tensors.toSorted((a, b) => WIDTHS[b.type] - WIDTHS[a.type])
  let at = 0
  const entries = ordered.map(({ name, type, shape, bytes }) => {
    const from = at
    at += bytes.length
    return [name, { dtype: type, shape, data_offsets: [from, at] }] as const
  })
  const header = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) })
  const text = new TextEncoder().encode(header)
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(32)
  padded.set(text)
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true)
  return [length, padded, ...ordered.map(({ bytes }) => bytes)]
}

/** @throws GanvasError `tensors-damaged` for anything that is no such file, whole and without holes */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const length = file.length >= 8 ? Number(view.getBigUint64(0, true)) : Infinity
  if (length > Math.min(LONGEST_HEADER, file.length - 8)) throw damaged('its header is cut short')
  const { __metadata__: metadata = {}, ...entries } = headerIn(file.subarray(8, 8 + length))
  const body = file.subarray(8 + length)
  const tensors = Object.entries(entries)
    .map(([name, entry]) => tensorIn(name, entry, body))
    .toSorted((a, b) => a.bytes.byteOffset - b.bytes.byteOffset || a.bytes.length - b.bytes.length)
  let at = body.byteOffset
  for (const { name, bytes } of tensors) {
    if (bytes.byteOffset !== at) throw damaged(`${name} does not begin where the one before it ends`)
    at += bytes.length
  }
  if (at !== body.byteOffset + body.length) throw damaged('it does not end where its last tensor does')
  return { tensors, metadata: wordsIn(metadata) }
}

function headerIn(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (isRecord(header)) return header
  } catch (cause) {
    throw damaged('its header is no JSON', cause)
  }
  throw damaged('its header is no JSON object')
}

function tensorIn(name: string, entry: unknown, body: Uint8Array): StoredTensor {
  if (!isRecord(entry)) throw damaged(`${name} is not described`)
  const { dtype, shape, data_offsets: offsets } = entry
  if (!isStoredType(dtype)) throw damaged(`${name} holds numbers of type ${String(dtype)}`)
  if (!isLengths(shape) || !isLengths(offsets) || offsets.length !== 2)
    throw damaged(`${name} is not described`)
  const [from = 0, to = 0] = offsets
  const size = shape.reduce((product, side) => product * side, WIDTHS[dtype])
  if (to > body.length || to - from !== size) throw damaged(`${name} is not as long as its shape says`)
  return { name, type: dtype, shape, bytes: body.subarray(from, to) }
}

function wordsIn(metadata: unknown): Record<string, string> {
  if (!isRecord(metadata)) throw damaged('its metadata are no words')
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => {
      if (typeof value !== 'string') throw damaged('its metadata are no words')
      return [key, value]
    }),
  )
}

function isStoredType(value: unknown): value is StoredType {
  return typeof value === 'string' && Object.hasOwn(WIDTHS, value)
}

function isLengths(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((side) => Number.isSafeInteger(side) && side >= 0)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function damaged(what: string, cause?: unknown): GanvasError {
  return new GanvasError(
    'tensors-damaged',
    `The file of tensors cannot be read: ${what}.`,
    'Take another copy of it, or save the run once more where it came from.',
    { cause },
  )
}
