/**
 * Unpacks deflate and gzip with a lid on: it stops as soon as more comes out than was agreed, whatever the header
 * promises. Knows no archives.
 */
import { Gunzip, Inflate } from 'fflate'
import { crc32 } from './crc32.ts'
import { viewOf } from '../headers/facts.ts'
import { HARMLESS_BYTES, MAX_RATIO, MAX_UNPACKED_BYTES } from '../limits.ts'

/** Thrown when more comes out than may. */
export class TooMuch extends Error {}
/** Thrown when the packed bytes make no sense, end early or fail their check sum. */
export class Damaged extends Error {}

/** Packed bytes are handed over in pieces, so that a bomb is noticed early. */
const PIECE = 65_536

/** What so many packed bytes may become. */
export function lidFor(packedBytes: number): number {
  return Math.min(MAX_UNPACKED_BYTES, Math.max(HARMLESS_BYTES, packedBytes * MAX_RATIO))
}

/** Raw deflate. @throws TooMuch past `lid` bytes, Damaged */
export function inflate(packed: Uint8Array, lid: number): Uint8Array {
  const out = new Basin(lid)
  return run(packed, new Inflate((piece) => out.add(piece)), out)
}

/** Gzip, one member or several. @throws TooMuch past `lid` bytes, Damaged */
export function gunzip(packed: Uint8Array, lid: number): Uint8Array {
  const out = new Basin(lid)
  const gunzip = new Gunzip((piece) => out.add(piece))
  let members = 0
  gunzip.onmember = () => members++
  const whole = run(packed, gunzip, out)
  // The check sum stands at the end: of a single member it is the file's.
  const sum = packed.length < 18 ? null : viewOf(packed).getUint32(packed.length - 8, true)
  if (sum === null || (members <= 1 && sum !== crc32(whole))) throw new Damaged('check sum')
  return whole
}

function run(
  packed: Uint8Array,
  stream: { push(piece: Uint8Array, last: boolean): void },
  out: Basin,
): Uint8Array {
  try {
    for (let at = 0; at === 0 || at < packed.length; at += PIECE)
      stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length)
  } catch (thrown) {
    if (thrown instanceof TooMuch) throw thrown
    throw new Damaged('packed data', { cause: thrown })
  }
  return out.whole()
}

/** Collects pieces up to a lid. */
class Basin {
  private readonly pieces: Uint8Array[] = []
  private length = 0

  constructor(private readonly lid: number) {}

  add(piece: Uint8Array): void {
    this.length += piece.length
    if (this.length > this.lid) throw new TooMuch('more than agreed')
    this.pieces.push(piece)
  }

  whole(): Uint8Array {
    const [only] = this.pieces
    if (only !== undefined && this.pieces.length === 1) return only
    const out = new Uint8Array(this.length)
    let at = 0
    for (const piece of this.pieces) {
      out.set(piece, at)
      at += piece.length
    }
    return out
  }
}
