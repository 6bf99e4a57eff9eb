/** PNG: walks the chunks (PNG specification, section 5). A chunk whose check sum is wrong counts as missing. */
import { crc32 } from '../archives/crc32.ts'
import { ascii } from '../sniff/match.ts'
import { viewOf, type ImageFacts } from './facts.ts'

const SIGNATURE = 8
/** Length, type and check sum around a chunk's data. */
const AROUND = 12

/** Null when the first chunk is not a header. */
export function pngFacts(bytes: Uint8Array): ImageFacts | null {
  const view = viewOf(bytes)
  if (bytes.length < SIGNATURE + AROUND + 13 || !ascii(bytes, SIGNATURE + 4, 'IHDR')) return null
  const size = { width: view.getUint32(16), height: view.getUint32(20) }
  let at = SIGNATURE
  while (at + AROUND <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + AROUND + length
    if (end > bytes.length) break
    // Critical chunks have a capital first letter; the others may be broken without harm.
    const critical = ((bytes[at + 4] ?? 0) & 0x20) === 0
    if (critical && crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) break
    if (ascii(bytes, at + 4, 'IEND')) return { ...size, whole: true }
    at = end
  }
  return { ...size, whole: false }
}
