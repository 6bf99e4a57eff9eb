/** GIF: walks the blocks up to the end of the first picture, which is the one that is used (GIF89a specification). */
import { viewOf, type ImageFacts } from './facts.ts'

const EXTENSION = 0x21
const PICTURE = 0x2c

export function gifFacts(bytes: Uint8Array): ImageFacts | null {
  if (bytes.length < 13) return null
  const view = viewOf(bytes)
  const width = view.getUint16(6, true)
  const height = view.getUint16(8, true)
  return { width, height, whole: firstPictureEnds(bytes) }
}

/** Frames that are whole. */
export function gifFrames(bytes: Uint8Array): number {
  let frames = 0
  let at = 13 + paletteLength(bytes[10] ?? 0)
  while (at < bytes.length) {
    if (bytes[at] === EXTENSION) at = afterSubBlocks(bytes, at + 2)
    else if (bytes[at] === PICTURE) {
      at = afterSubBlocks(bytes, at + 11 + paletteLength(bytes[at + 9] ?? 0))
      if (at <= bytes.length) frames++
    } else break
  }
  return frames
}

function firstPictureEnds(bytes: Uint8Array): boolean {
  let at = 13 + paletteLength(bytes[10] ?? 0)
  while (at < bytes.length) {
    if (bytes[at] === EXTENSION) at = afterSubBlocks(bytes, at + 2)
    else if (bytes[at] === PICTURE)
      return afterSubBlocks(bytes, at + 11 + paletteLength(bytes[at + 9] ?? 0)) <= bytes.length
    else return false
  }
  return false
}

/** Bit 7 says that a palette follows, bits 0 to 2 its length: 2^(n+1) colours. */
function paletteLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Sub-blocks have their length before them; an empty one ends them. Past the file's end when they are cut. */
function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length) {
    const length = bytes[at] ?? 0
    at += 1 + length
    if (length === 0) return at
  }
  return bytes.length + 1
}
