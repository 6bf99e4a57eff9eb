/** Reads a picture's size and completeness by its kind. */
import type { RasterKind } from '../sniff/sniff.ts'
import { avifFacts } from './avif.ts'
import { bmpFacts } from './bmp.ts'
import type { ImageFacts } from './facts.ts'
import { gifFacts } from './gif.ts'
import { jpegFacts } from './jpeg.ts'
import { pngFacts } from './png.ts'
import { webpFacts } from './webp.ts'

const READERS: Record<RasterKind, (bytes: Uint8Array) => ImageFacts | null> = {
  png: pngFacts,
  jpeg: jpegFacts,
  webp: webpFacts,
  gif: gifFacts,
  bmp: bmpFacts,
  avif: avifFacts,
}

/** No whole picture of any kind is shorter. */
const SHORTEST = 26

/** Null when the header itself is broken; a file cut inside it has the size 0 × 0. @param bytes the whole file */
export function inspectImage(kind: RasterKind, bytes: Uint8Array): ImageFacts | null {
  if (bytes.length < SHORTEST) return { width: 0, height: 0, whole: false }
  return READERS[kind](bytes)
}
