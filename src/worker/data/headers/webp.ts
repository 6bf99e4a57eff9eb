/** WebP: the first chunk of the RIFF container (RFC 9649). */
import { ascii } from '../sniff/match.ts'
import { viewOf, type ImageFacts } from './facts.ts'

/** Null when the first chunk is none of the three that hold a size. */
export function webpFacts(bytes: Uint8Array): ImageFacts | null {
  if (bytes.length < 30) return null
  const size = sizeOf(bytes, viewOf(bytes))
  return size === null ? null : { ...size, whole: 8 + viewOf(bytes).getUint32(4, true) <= bytes.length }
}

function sizeOf(bytes: Uint8Array, view: DataView): { width: number; height: number } | null {
  if (ascii(bytes, 12, 'VP8X'))
    return {
      width: (view.getUint32(24, true) & 0xffffff) + 1,
      height: (view.getUint32(26, true) >>> 8) + 1,
    }
  if (ascii(bytes, 12, 'VP8L')) {
    const packed = view.getUint32(21, true)
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
  }
  if (ascii(bytes, 12, 'VP8 '))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  return null
}
