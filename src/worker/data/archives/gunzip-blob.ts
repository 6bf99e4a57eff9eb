/** Unpacks a large gzip file piece by piece into a blob, which a browser keeps out of the way. Never all of it twice. */
import { Gunzip } from 'fflate'
import { TooMuch } from './inflate.ts'

const PIECE = 2 ** 20
/** Unpacked bytes that become one part. */
const PART = 4 * 2 ** 20

/** The first unpacked bytes of the first packed ones, as far as they go. Never throws. */
export function peekGzip(head: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = []
  try {
    new Gunzip((piece) => pieces.push(piece)).push(head.subarray(0, 16_384), false)
  } catch {
    // What came out before is enough to tell, or nothing is.
  }
  return new Uint8Array(pieces.flatMap((piece) => [...piece.subarray(0, 1024)]))
}

export interface Unpacked {
  readonly blob: Blob
  /** False where the packed bytes end early or make no sense: then it is what came before that. */
  readonly whole: boolean
}

/** @throws TooMuch past `lid` bytes @param alive throws when nobody waits any more */
export async function gunzipBlob(packed: Blob, lid: number, alive: () => void): Promise<Unpacked> {
  const parts: Blob[] = []
  let waiting: BlobPart[] = []
  let length = 0
  let total = 0
  const flush = () => {
    parts.push(new Blob(waiting))
    waiting = []
    length = 0
  }
  const stream = new Gunzip((piece) => {
    total += piece.length
    if (total > lid) throw new TooMuch('more than agreed')
    waiting.push(piece)
    length += piece.length
    if (length > PART) flush()
  })
  let whole = true
  for (let at = 0; at < packed.size && whole; at += PIECE) {
    alive()
    whole = pushed(stream, new Uint8Array(await packed.slice(at, at + PIECE).arrayBuffer()), false)
  }
  // That nothing follows is told last and by itself: otherwise an early end would take its last piece with it.
  whole = whole && pushed(stream, new Uint8Array(0), true)
  flush()
  return { blob: new Blob(parts), whole }
}

/** @throws TooMuch @returns whether the bytes make sense */
function pushed(stream: Gunzip, piece: Uint8Array, last: boolean): boolean {
  try {
    stream.push(piece, last)
    return true
  } catch (thrown) {
    if (thrown instanceof TooMuch) throw thrown
    return false
  }
}
