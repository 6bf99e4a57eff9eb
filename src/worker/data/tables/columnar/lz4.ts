/**
 * LZ4, after its block and frame format descriptions (lz4 1.10, doc/): a block is literals and repeats of what came before; a frame is
 * blocks one after the other. Checksums are passed over: what a table is made of shows whether it is whole. Pure.
 */

const MAGIC = 0x184d2204
const LEAST_MATCH = 4
/** A block's size with this bit is of one that was left as it was. */
const PLAIN = 0x80000000

/** @throws Error where it is no block, or unpacks to another length */
export function lz4Block(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length)
  if (blockInto(packed, out, 0) !== length) throw new Error('LZ4 block is short')
  return out
}

/** @throws Error where it is no frame, or unpacks to another length */
export function lz4Frame(packed: Uint8Array, length: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new Error('no LZ4 frame')
  const flags = view.getUint8(4)
  const [blockChecksums, sized, named] = [(flags & 0x10) !== 0, (flags & 0x08) !== 0, (flags & 0x01) !== 0]
  let at = 7 + (sized ? 8 : 0) + (named ? 4 : 0)
  const out = new Uint8Array(length)
  let filled = 0
  for (let size = view.getUint32(at, true); size !== 0; size = view.getUint32(at, true)) {
    const bytes = size % PLAIN
    const block = packed.subarray(at + 4, at + 4 + bytes)
    if (block.length !== bytes) throw new Error('LZ4 frame is cut off')
    if (size >= PLAIN) {
      out.set(block, filled)
      filled += bytes
    } else filled = blockInto(block, out, filled)
    at += 4 + bytes + (blockChecksums ? 4 : 0)
  }
  if (filled !== length) throw new Error('LZ4 frame is short')
  return out
}

/** @returns where in `out` the block ends; repeats may reach back before it */
function blockInto(packed: Uint8Array, out: Uint8Array, start: number): number {
  let [at, filled] = [0, start]
  const more = (count: number): number => {
    if (count < 15) return count
    let byte = 255
    let sum = count
    while (byte === 255) {
      byte = byteAt(packed, at++)
      sum += byte
    }
    return sum
  }
  while (at < packed.length) {
    const token = byteAt(packed, at++)
    const literals = more(token >> 4)
    if (at + literals > packed.length) throw new Error('LZ4 block is cut off')
    out.set(packed.subarray(at, at + literals), filled)
    at += literals
    filled += literals
    // The last sequence has literals alone.
    if (at === packed.length) break
    const offset = byteAt(packed, at++) | (byteAt(packed, at++) << 8)
    const length = more(token & 15) + LEAST_MATCH
    if (offset === 0 || offset > filled || filled + length > out.length) throw new Error('no LZ4 block')
    // Byte by byte: a repeat may reach into itself.
    for (let i = 0; i < length; i++, filled++) out[filled] = out[filled - offset] ?? 0
  }
  return filled
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new Error('LZ4 block is cut off')
  return byte
}
