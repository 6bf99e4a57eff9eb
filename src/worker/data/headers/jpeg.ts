/**
 * JPEG: walks the markers (ITU-T T.81, annex B). The end mark counts only outside segments: a photo's embedded thumbnail
 * has one of its own.
 */
import { viewOf, type ImageFacts } from './facts.ts'

export const END_OF_IMAGE = 0xd9
export const START_OF_SCAN = 0xda

/** Null when the end is reached before a size. A file cut before its size has the size 0 × 0. */
export function jpegFacts(bytes: Uint8Array): ImageFacts | null {
  const view = viewOf(bytes)
  let size: { width: number; height: number } | null = null
  let at = 2
  while (at + 1 < bytes.length) {
    // Some cameras leave stray bytes between segments; decoders look for the next mark, and so do we.
    if (bytes[at] !== 0xff) {
      at = nextMark(bytes, at)
      continue
    }
    const marker = bytes[at + 1] ?? 0
    if (marker === END_OF_IMAGE) return size === null ? null : { ...size, whole: true }
    if (standsAlone(marker)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    if (at + 4 > bytes.length) break
    const next = at + 2 + view.getUint16(at + 2)
    if (isFrame(marker) && at + 9 <= bytes.length)
      size ??= { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at = marker === START_OF_SCAN ? scanEnd(bytes, next) : next
  }
  return { ...(size ?? { width: 0, height: 0 }), whole: false }
}

/** Where the next mark may stand: an FF with no 00 behind it. */
function nextMark(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && bytes[at + 1] === 0) at = bytes.indexOf(0xff, at + 1)
  return at < 0 ? bytes.length : at
}

/** Fill bytes, TEM, restart marks, start of image: no length follows. */
export function standsAlone(marker: number): boolean {
  return marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
}

/** SOF0 … SOF15, but for the tables DHT, JPG and DAC that stand among them. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** First marker after entropy-coded data, in which FF is followed by 00 or a restart mark. */
export function scanEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0) {
    const marker = bytes[at + 1]
    if (marker === undefined) break
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return bytes.length
}
