/** Reads packed numbers of any type and byte order. Pure. */
import { viewOf } from '../headers/facts.ts'
import type { NumberType } from './scaled.ts'

export const WIDTHS: Readonly<Record<NumberType, number>> = {
  bool: 1,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  float16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  uint64: 8,
  int64: 8,
  float64: 8,
}

type Read = (view: DataView, at: number, little: boolean) => number

const READ: Readonly<Record<NumberType, Read>> = {
  bool: (view, at) => view.getUint8(at),
  uint8: (view, at) => view.getUint8(at),
  int8: (view, at) => view.getInt8(at),
  uint16: (view, at, little) => view.getUint16(at, little),
  int16: (view, at, little) => view.getInt16(at, little),
  float16: (view, at, little) => half(view.getUint16(at, little)),
  uint32: (view, at, little) => view.getUint32(at, little),
  int32: (view, at, little) => view.getInt32(at, little),
  float32: (view, at, little) => view.getFloat32(at, little),
  uint64: (view, at, little) => Number(view.getBigUint64(at, little)),
  int64: (view, at, little) => Number(view.getBigInt64(at, little)),
  float64: (view, at, little) => view.getFloat64(at, little),
}

export type Numbers = Uint8Array | Float32Array | Float64Array

/** @param bytes as many as `count` numbers take, or more */
export function numbersIn(bytes: Uint8Array, type: NumberType, count: number, little: boolean): Numbers {
  if (type === 'uint8' || type === 'bool') return bytes.subarray(0, count)
  const view = viewOf(bytes)
  const read = READ[type]
  const width = WIDTHS[type]
  const out = width === 8 || type.endsWith('32') ? new Float64Array(count) : new Float32Array(count)
  for (let i = 0; i < count; i++) out[i] = read(view, i * width, little)
  return out
}

/** IEEE 754, 16 bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
