/** Pictures of one size as bytes, one after another, and as the numbers that are trained on. Knows no tensors and no files. */
import { MOST_RESIDENT_BYTES, type Resident } from './resident.ts'

/** Byte b as b / 127.5 − 1: 0 ↦ −1, 255 ↦ 1. */
const SCALED = Float32Array.from({ length: 256 }, (_, byte) => byte / 127.5 - 1)

/** Those at `indices`, in this order, in [−1, 1]. @param length bytes of one @returns [indices.length, length] */
export function scaledAt(bytes: Uint8Array, length: number, indices: ArrayLike<number>): Float32Array {
  const values = new Float32Array(indices.length * length)
  for (let i = 0; i < indices.length; i++) {
    const from = (indices[i] ?? 0) * length
    const to = i * length
    for (let k = 0; k < length; k++) values[to + k] = SCALED[bytes[from + k] ?? 0] ?? 0
  }
  return values
}

/** As a device can draw them; null where they are too many, or one does not end where a word does. @param picks places it draws from */
export function residentBytes(
  bytes: Uint8Array,
  length: number,
  picks: () => Int32Array<ArrayBuffer>,
): Resident | null {
  if (length % 4 !== 0 || bytes.byteLength > MOST_RESIDENT_BYTES) return null
  // A copy starts where words may start.
  return { kind: 'bytes', words: new Int32Array(bytes.slice().buffer), length, picks: picks() }
}
