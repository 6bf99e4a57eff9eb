/** One picture file to one square of bytes: checked by its header, decoded, fitted. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { DataChoice, Size } from '../../../common/items/data-card.ts'
import { inspectImage } from '../headers/inspect.ts'
import { MAX_IMAGE_BYTES, MAX_MEGAPIXELS, MAX_SIDE, MAX_SVG_BYTES, VECTOR_OVERSAMPLING } from '../limits.ts'
import { isGray, toGray } from '../pixels/colour.ts'
import { fitSquare } from '../pixels/fit.ts'
import type { Picture } from '../pixels/picture.ts'
import type { RasterKind } from '../sniff/sniff.ts'
import type { Decoder } from './decoder.ts'
import { imageTooLarge, tooLarge, truncated, undecodable, vectorUnreadable } from './reasons.ts'

/** A picture as it is kept: gray where it is gray, for most of a photo album's memory is colour. */
export interface Square {
  /** [size, size, channels] */
  readonly bytes: Uint8Array
  readonly channels: 1 | 3
}

/** A picture that was read, and how large it came. */
export interface ReadPicture {
  readonly square: Square
  /** In pixels; null for what has no pixels of its own. */
  readonly came: Size | null
}

/** What pictures are made into: the settings that say so, and what the person decided about reading. */
export type Wanted = Pick<RunConfig, 'size' | 'fit' | 'channels'> & { readonly choice: DataChoice }

export interface PictureTools {
  readonly wanted: Wanted
  readonly decoder: Decoder
  /** The page's help; resolves to null when it cannot. */
  readonly rasterise: (source: Blob, side: number) => Promise<ImageBitmap | null>
}

/** @throws GanvasError for a header that says that decoding is useless or dangerous, or when it fails */
export async function readRaster(
  name: string,
  kind: RasterKind,
  bytes: Uint8Array,
  { wanted, decoder }: PictureTools,
): Promise<ReadPicture> {
  if (bytes.length > MAX_IMAGE_BYTES) throw tooLarge(name, bytes.length, MAX_IMAGE_BYTES)
  const facts = inspectImage(kind, bytes)
  if (facts === null) throw undecodable(name)
  const { width, height, whole } = facts
  if (Math.max(width, height) > MAX_SIDE || width * height > MAX_MEGAPIXELS * 1e6)
    throw imageTooLarge(name, width, height)
  if (!whole) throw truncated(name)
  if (width === 0 || height === 0) throw undecodable(name)
  const picture = await attempt(name, () => decoder.decode(blobOf(bytes, kind), wanted.size))
  return { square: toSquare(picture, wanted), came: { width, height } }
}

/** @throws GanvasError `svg-unreadable`, `file-too-large` */
export async function readVector(
  name: string,
  bytes: Uint8Array,
  { wanted, decoder, rasterise }: PictureTools,
): Promise<ReadPicture> {
  if (bytes.length > MAX_SVG_BYTES) throw tooLarge(name, bytes.length, MAX_SVG_BYTES)
  const bitmap = await rasterise(blobOf(bytes, 'svg+xml'), wanted.size * VECTOR_OVERSAMPLING)
  if (bitmap === null) throw vectorUnreadable(name)
  const picture = await attempt(name, () => decoder.draw(bitmap, wanted.size))
  return { square: toSquare(picture, wanted), came: null }
}

/** Fits a decoded picture into the square, and drops colour where there is none or none is wanted. */
export function toSquare(picture: Picture, { size, fit, channels }: Wanted): Square {
  const bytes = fitSquare(picture, size, fit)
  if (picture.channels === 1) return { bytes, channels: 1 }
  const gray = channels === 'gray' || (channels === 'auto' && isGray(bytes))
  return gray ? { bytes: toGray(bytes), channels: 1 } : { bytes, channels: 3 }
}

/** Decoders say little about why they fail; the cause is kept for the console. */
async function attempt<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw undecodable(name, cause)
  }
}

function blobOf(bytes: Uint8Array, subtype: string): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: `image/${subtype}` })
}
