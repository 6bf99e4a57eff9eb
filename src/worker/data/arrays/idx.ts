/**
 * IDX files, the format of MNIST: 00 00, a type, the number of dimensions, each dimension as 32 bits big endian, then the
 * values. Pictures of any dataset with unsigned bytes, gray or with 1 or 3 channels, first or last; labels with one dimension.
 */
import { viewOf } from '../headers/facts.ts'
import { idxMagic, idxShape, idxSize, idxType } from '../readers/reasons.ts'
import type { PixelArray } from './pixel-array.ts'

export type IdxContent =
  { holds: 'labels'; labels: readonly string[] } | { holds: 'array'; array: PixelArray }

const UNSIGNED_BYTE = 0x08
const TYPES: Readonly<Record<number, string>> = {
  0x09: 'int8',
  0x0b: 'int16',
  0x0c: 'int32',
  0x0d: 'float32',
  0x0e: 'float64',
}

/** @throws GanvasError `idx-type`, `idx-size-mismatch`, `idx-shape` */
export function readIdx(name: string, file: Uint8Array): IdxContent {
  const type = file[2] ?? 0
  if (type !== UNSIGNED_BYTE) throw idxType(name, TYPES[type] ?? String(type))
  const rank = file[3] ?? 0
  const from = 4 + 4 * rank
  if (file.length < from) throw idxSize(name, `${rank} dimensions`, 4 * rank, file.length - 4)
  const view = viewOf(file)
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const bytes = file.subarray(from)
  const promised = shape.reduce((product, side) => product * side, 1)
  if (promised !== bytes.length) throw idxSize(name, shape.join(' × '), promised, bytes.length)
  if (rank === 1) return { holds: 'labels', labels: Array.from(bytes, String) }
  return picturesOf(name, shape, bytes)
}

/** Is it meant to be one, though its first bytes are wrong? Only its name can tell then. */
export function claimsIdx(name: string): boolean {
  return /idx\d?([-.]ubyte)?$|-ubyte$/i.test(name)
}

/** What to say about a file that claims to be IDX and is not. */
export function notIdx(name: string, head: Uint8Array) {
  const hex = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'))
  return idxMagic(name, hex.join(' '))
}

function picturesOf(name: string, shape: readonly number[], bytes: Uint8Array): IdxContent {
  const [count = 0, a = 0, b = 0, c = 0] = shape
  const isChannels = (value: number): value is 1 | 3 => value === 1 || value === 3
  const array = (height: number, width: number, channels: 1 | 3, planar: boolean): IdxContent => ({
    holds: 'array',
    array: { count, width, height, channels, planar, bytes, labels: null },
  })
  if (bytes.length > 0) {
    if (shape.length === 3) return array(a, b, 1, false)
    if (shape.length === 4 && isChannels(c)) return array(a, b, c, false)
    if (shape.length === 4 && isChannels(a)) return array(b, c, a, true)
  }
  throw idxShape(name, shape.join(' × '))
}
