/** AVIF: the boxes of an ISO media file (ISO/IEC 14496-12); the size stands in the property `ispe`. */
import { ascii } from '../sniff/match.ts'
import { viewOf, type ImageFacts } from './facts.ts'

/** Null when no size is found. */
export function avifFacts(bytes: Uint8Array): ImageFacts | null {
  const view = viewOf(bytes)
  let size: { width: number; height: number } | null = null
  let at = 0
  while (at + 8 <= bytes.length) {
    const end = at + boxLength(view, at)
    if (ascii(bytes, at + 4, 'meta')) size = largest(bytes, at, Math.min(end, bytes.length))
    at = end
  }
  return size === null ? null : { ...size, whole: at <= bytes.length }
}

/** A length of 1 means that 64 bits follow, 0 that the box reaches to the end. Never less than a box's own head. */
function boxLength(view: DataView, at: number): number {
  const length = view.getUint32(at)
  if (length === 0) return view.byteLength - at
  if (length === 1 && at + 16 <= view.byteLength) return Math.max(16, Number(view.getBigUint64(at + 8)))
  return Math.max(8, length)
}

/** The largest picture among the properties: thumbnails and tiles have theirs as well. */
function largest(bytes: Uint8Array, from: number, to: number): { width: number; height: number } | null {
  const view = viewOf(bytes)
  let size: { width: number; height: number } | null = null
  for (let at = from; at + 16 <= to; at++) {
    if (!ascii(bytes, at, 'ispe')) continue
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (size === null || found.width * found.height > size.width * size.height) size = found
  }
  return size
}
