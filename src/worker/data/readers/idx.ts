/**
 * IDX files, the format of MNIST: 00 00, a type, the number of dimensions, each dimension as 32 bits big endian, then the
 * values. Pictures of any dataset with unsigned bytes, gray or with 1 or 3 channels, first or last; labels with one dimension.
 */
import { viewOf } from '../headers/facts.ts'
import type { Picture } from '../pixels/picture.ts'
import { idxMagic, idxShape, idxSize, idxType } from './reasons.ts'

export type IdxContent =
  | { holds: 'labels'; labels: Uint8Array }
  | {
      holds: 'pictures'
      count: number
      width: number
      height: number
      channels: 1 | 3
      planar: boolean
      bytes: Uint8Array
    }

export type IdxPictures = Extract<IdxContent, { holds: 'pictures' }>

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
  if (rank === 1) return { holds: 'labels', labels: bytes }
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

/** The i-th picture, channels last. */
export function idxPicture(pictures: IdxPictures, i: number): Picture {
  const { width, height, channels, planar } = pictures
  const length = width * height * channels
  const bytes = pictures.bytes.subarray(i * length, (i + 1) * length)
  return { width, height, channels, bytes: planar ? interleave(bytes, channels) : bytes }
}

function picturesOf(name: string, shape: readonly number[], bytes: Uint8Array): IdxContent {
  const [count = 0, a = 0, b = 0, c = 0] = shape
  const isChannels = (value: number): value is 1 | 3 => value === 1 || value === 3
  const pictures = { holds: 'pictures', count, bytes } as const
  if (bytes.length > 0) {
    if (shape.length === 3) return { ...pictures, height: a, width: b, channels: 1, planar: false }
    if (shape.length === 4 && isChannels(c))
      return { ...pictures, height: a, width: b, channels: c, planar: false }
    if (shape.length === 4 && isChannels(a))
      return { ...pictures, height: b, width: c, channels: a, planar: true }
  }
  throw idxShape(name, shape.join(' × '))
}

/** [channels, n] to [n, channels] */
function interleave(bytes: Uint8Array, channels: number): Uint8Array {
  const plane = bytes.length / channels
  return bytes.map((_, i) => bytes[(i % channels) * plane + Math.floor(i / channels)] ?? 0)
}
