/**
 * Protocol buffers' wire format, written: what ONNX models and TensorBoard's event files are made of
 * (protobuf.dev/programming-guides/encoding). Knows no message. Bytes are kept in pieces until the end, so that a large
 * tensor is copied once.
 */

/** Bytes in pieces. */
export type Pieces = readonly Uint8Array[]

/** A varint field: any whole number up to 2⁵³, or an int64. */
export function whole(field: number, value: number | bigint): Pieces {
  return [varint(field << 3), varint(value)]
}

/** A 32-bit float field. */
export function float(field: number, value: number): Pieces {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return [varint((field << 3) | 5), bytes]
}

/** A 64-bit float field. */
export function double(field: number, value: number): Pieces {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return [varint((field << 3) | 1), bytes]
}

/** A string field. */
export function text(field: number, value: string): Pieces {
  return message(field, [new TextEncoder().encode(value)])
}

/** A field of bytes, or of a message that is written already. */
export function message(field: number, content: Pieces): Pieces {
  return [varint((field << 3) | 2), varint(lengthOf(content)), ...content]
}

/** All pieces in one array. */
export function joined(pieces: Pieces): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

function lengthOf(pieces: Pieces): number {
  return pieces.reduce((length, piece) => length + piece.length, 0)
}

/** Seven bits a byte, the lowest first; below zero in two's complement of 64 bits. */
function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}
