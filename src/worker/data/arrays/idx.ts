/**
 * IDX files, the format of MNIST: 00 00, a type, the number of dimensions, each dimension as 32 bits big endian, then the
 * values. Pictures of any dataset, gray or with channels, first or last; labels with one dimension, or as QMNIST has them.
 */
import { viewOf } from '../headers/facts.ts'
import { idxMagic, idxShape, idxSize, idxType, notUsable } from '../readers/reasons.ts'
import { numbersIn, WIDTHS } from './numbers.ts'
import type { PixelArray } from './pixel-array.ts'
import { scaled, type NumberType } from './scaled.ts'
import { picturesIn, type PictureShape } from './shapes.ts'

export type IdxContent =
  { holds: 'labels'; labels: readonly string[] } | { holds: 'array'; array: PixelArray }

const TYPES: Readonly<Record<number, NumberType>> = {
  0x08: 'uint8',
  0x09: 'int8',
  0x0b: 'int16',
  0x0c: 'int32',
  0x0d: 'float32',
  0x0e: 'float64',
}

/** QMNIST tells eight things of each digit; the first is which it is. */
const QMNIST_COLUMNS = 8

/** A promise of so many bytes is none: what begins so is no IDX file. */
const ABSURD = 2 ** 40

/** @throws GanvasError `idx-type`, `idx-size-mismatch`, `idx-shape`, `not-an-image` */
export function readIdx(name: string, file: Uint8Array): IdxContent {
  const type = TYPES[file[2] ?? 0]
  if (type === undefined) throw idxType(name, String(file[2]))
  const rank = file[3] ?? 0
  const from = 4 + 4 * rank
  if (file.length < from) throw idxSize(name, `${rank} dimensions`, 4 * rank, file.length - 4)
  const view = viewOf(file)
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const bytes = file.subarray(from)
  const count = shape.reduce((product, side) => product * side, 1)
  const promised = count * WIDTHS[type]
  if (promised !== bytes.length && promised > ABSURD && !claimsIdx(name))
    throw notUsable(name, 'an unknown kind of file')
  if (promised !== bytes.length) throw idxSize(name, shape.join(' × '), promised, bytes.length)
  const values = numbersIn(bytes, type, count, false)
  if (rank === 1) return { holds: 'labels', labels: Array.from(values, String) }
  if (rank === 2 && (/label/i.test(name) || (type === 'int32' && shape[1] === QMNIST_COLUMNS)))
    return { holds: 'labels', labels: firstColumn(values, shape[1] ?? 1) }
  const pictures = shaped(shape, values)
  if (pictures === null) throw idxShape(name, shape.join(' × '))
  const transposed = /(^|\/)emnist/i.test(name)
  return { holds: 'array', array: { ...pictures, ...scaled(values, type), labels: null, transposed } }
}

/** Three dimensions are always count, height and width here; alpha is unheard of. */
function shaped(shape: readonly number[], values: ArrayLike<number>): PictureShape | null {
  const [count = 0, height = 0, width = 0] = shape
  if (shape.length === 3 && !shape.includes(0)) return { count, height, width, channels: 1, planar: false }
  const found = picturesIn(shape, values)
  return found?.channels === 4 ? null : found
}

function firstColumn(values: ArrayLike<number>, columns: number): string[] {
  return Array.from({ length: values.length / columns }, (_, i) => String(values[i * columns]))
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
