/**
 * NumPy arrays (.npy): a mark, a header that is a Python literal, then the numbers. Pictures, labels, or rows of a table, by
 * their shape.
 */
import { viewOf } from '../headers/facts.ts'
import { arrayObjects, arrayShape, arraySize } from '../readers/format-reasons.ts'
import type { Table } from '../tables/table-types.ts'
import { numbersIn, WIDTHS, type Numbers } from './numbers.ts'
import type { PixelArray } from './pixel-array.ts'
import { scaled, type NumberType } from './scaled.ts'
import { isTable, picturesIn } from './shapes.ts'

export type ArrayContent =
  | { readonly holds: 'labels'; readonly labels: readonly string[] }
  /** Numbers of one dimension that are no labels. */
  | { readonly holds: 'column'; readonly values: Numbers }
  | { readonly holds: 'array'; readonly array: PixelArray }
  | { readonly holds: 'table'; readonly table: Table }

interface Header {
  /** As NumPy writes it: "<f4". */
  readonly type: string
  readonly columnsFirst: boolean
  readonly shape: readonly number[]
  readonly from: number
}

/** @throws GanvasError `array-objects`, `array-size`, `array-shape` */
export function readNpy(name: string, file: Uint8Array): ArrayContent {
  const header = headerOf(file)
  if (header === null) throw arraySize(name)
  const { type, shape, from } = header
  const count = shape.reduce((product, side) => product * side, 1)
  const bytes = file.subarray(from)
  const words = /^[<>|=]?([US])(\d+)$/.exec(type)
  if (words !== null && shape.length === 1) {
    const width = Number(words[2])
    return {
      holds: 'labels',
      labels: texts(name, bytes, words[1] === 'U', width, count, type.startsWith('>')),
    }
  }
  const number = typeOf(type)
  if (number === null) throw arrayObjects(name, type)
  if (bytes.length < count * WIDTHS[number]) throw arraySize(name)
  const read = numbersIn(bytes, number, count, !type.startsWith('>'))
  return contentOf(name, header.columnsFirst ? rowsFirst(read, shape) : read, number, shape)
}

function contentOf(name: string, values: Numbers, type: NumberType, shape: readonly number[]): ArrayContent {
  if (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) {
    // Fractions sort nothing.
    if (!values.every(Number.isInteger)) return { holds: 'column', values }
    return { holds: 'labels', labels: Array.from(values, String) }
  }
  const pictures = isTable(shape) ? null : picturesIn(shape, values)
  if (pictures !== null)
    return { holds: 'array', array: { ...pictures, ...scaled(values, type), labels: null } }
  if (!isTable(shape)) throw arrayShape(name, shape.join(' × '))
  const [count = 0, columns = 0] = shape
  const rows = Array.from({ length: count }, (_, i) =>
    Array.from(values.subarray(i * columns, (i + 1) * columns), String),
  )
  return {
    holds: 'table',
    table: {
      name,
      header: null,
      rows,
      lines: rows.map((__, i) => i + 1),
      part: 'row',
      decimals: 'point',
      guesses: [],
    },
  }
}

/** `{'descr': '<f4', 'fortran_order': False, 'shape': (20, 784), }` */
function headerOf(file: Uint8Array): Header | null {
  if (file.length < 12) return null
  const view = viewOf(file)
  const long = (file[6] ?? 0) >= 2
  const start = long ? 12 : 10
  const from = start + (long ? view.getUint32(8, true) : view.getUint16(8, true))
  if (from > file.length) return null
  const text = new TextDecoder('latin1').decode(file.subarray(start, from))
  const type = /'descr':\s*'([^']+)'/.exec(text)?.[1] ?? /'descr':\s*(\[)/.exec(text)?.[1]
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1]
  if (type === undefined || shape === undefined) return null
  const sides = shape
    .split(',')
    .map((side) => side.trim())
    .filter((side) => side !== '')
  return { type, columnsFirst: /'fortran_order':\s*True/.test(text), shape: sides.map(Number), from }
}

const TYPES: Readonly<Record<string, NumberType>> = {
  b1: 'bool',
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  u8: 'uint64',
  i8: 'int64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
}

function typeOf(type: string): NumberType | null {
  return TYPES[type.replace(/^[<>|=]/, '')] ?? null
}

/** Fortran's order to C's. */
function rowsFirst(values: Numbers, shape: readonly number[]): Numbers {
  const out = values.slice()
  const strides = shape.map((_, i) => shape.slice(0, i).reduce((product, side) => product * side, 1))
  const at = shape.map(() => 0)
  for (let i = 0; i < out.length; i++) {
    out[i] = values[at.reduce((sum, index, axis) => sum + index * (strides[axis] ?? 0), 0)] ?? 0
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (at[axis] ?? 0) + 1
      at[axis] = next < (shape[axis] ?? 0) ? next : 0
      if (next < (shape[axis] ?? 0)) break
    }
  }
  return out
}

/** Words of one width, padded with zeros: bytes, or UCS-4. */
function texts(
  name: string,
  bytes: Uint8Array,
  wide: boolean,
  width: number,
  count: number,
  big: boolean,
): string[] {
  const each = wide ? 4 * width : width
  if (bytes.length < each * count) throw arraySize(name)
  const view = viewOf(bytes)
  return Array.from({ length: count }, (_, i) => {
    const codes = Array.from({ length: width }, (__, k) =>
      wide ? view.getUint32(i * each + 4 * k, !big) : view.getUint8(i * each + k),
    )
    return codes
      .filter((code) => code > 0 && code <= 0x10ffff)
      .map((code) => String.fromCodePoint(code))
      .join('')
  })
}
