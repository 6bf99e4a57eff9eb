/** One picture file to one or more pictures: checked by its header, decoded, and fitted as far as one picture alone tells. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { DataChoice, Size } from '../../../common/items/data-card.ts'
import { inspectImage } from '../headers/inspect.ts'
import { mended } from '../headers/jpeg-mend.ts'
import { MAX_IMAGE_BYTES, MAX_MEGAPIXELS, MAX_SIDE, MAX_SVG_BYTES, VECTOR_OVERSAMPLING } from '../limits.ts'
import { isGray, toGray } from '../pixels/colour.ts'
import { fills as fillsSquare, fitSquare } from '../pixels/fit.ts'
import { cutInTwo, halfEdges, halfOf, isAboutDouble, isDouble, type HalfEdges } from '../pixels/halves.ts'
import { withAlpha, type Picture } from '../pixels/picture.ts'
import { turned } from '../pixels/turn.ts'
import { deepPng, isDeepPng } from '../rasters/deep-png.ts'
import { framesOf, strideOf } from '../rasters/frames.ts'
import { mayBeSheet, sheetOf, tiles } from '../rasters/sheet.ts'
import type { RasterKind } from '../sniff/sniff.ts'
import type { Decoder } from './decoder.ts'
import { imageTooLarge, tooLarge, truncated, undecodable, vectorUnreadable } from './reasons.ts'

/** A picture as it is kept: gray where it is gray, for most of a photo album's memory is colour. */
export interface Square {
  /** [size, size, channels] */
  readonly bytes: Uint8Array
  readonly channels: 1 | 3
}

/** A picture that was read, and how large it came. What depends on the whole set is still open: see collect/finish.ts. */
export interface ReadPicture {
  readonly picture: Picture
  /** It fills its square already. One that is no larger than the square stays as it came: a set is enlarged in one way. */
  readonly fitted: boolean
  /** In pixels; null for what has no pixels of its own. */
  readonly came: Size | null
  /** Width by height, as it is meant to be seen. */
  readonly proportion: number
  /** What this one is made from, where one picture held both side by side. */
  readonly source?: ReadPicture
  /** Of a picture exactly twice as wide as high that was not cut: it may hold two. */
  readonly edges?: HalfEdges
  /** Of the first picture out of an animation or a sheet. */
  readonly origin?: Origin
}

/** Many pictures in one file. */
export type Origin = AnimationOrigin | SheetOrigin

export interface AnimationOrigin {
  readonly of: 'animation'
  /** That it has. */
  readonly frames: number
  /** Every n-th was taken; 0: the first alone. */
  readonly every: number
  /** Nothing here shows more than the first. */
  readonly firstOnly: boolean
}

export interface SheetOrigin {
  readonly of: 'sheet'
  readonly tile: Size
  readonly columns: number
  readonly rows: number
  /** Else it stays one picture until somebody says that it is a sheet. */
  readonly cut: boolean
}

/** What pictures are made into: the settings that say so, and what the person decided about reading. */
export type Wanted = Pick<RunConfig, 'size' | 'fit' | 'channels'> & {
  readonly choice: DataChoice
  /** Every picture holds two side by side, and this one is what the other is made from; absent where each is one. */
  readonly given?: Half
}

export type Half = 'left' | 'right'

export interface PictureTools {
  readonly wanted: Wanted
  readonly decoder: Decoder
  /** The page's help; resolves to null when it cannot. */
  readonly rasterise: (source: Blob, side: number) => Promise<ImageBitmap | null>
  /** How many files and entries are opened together; one where nobody counts. */
  readonly together?: number
}

/**
 * The picture, or the frames of an animation, or the tiles of a sheet.
 * @throws GanvasError for a header that says that decoding is useless or dangerous, or when it fails
 */
export async function readRaster(
  name: string,
  kind: RasterKind,
  file: Uint8Array,
  tools: PictureTools,
): Promise<readonly ReadPicture[]> {
  if (file.length > MAX_IMAGE_BYTES) throw tooLarge(name, file.length, MAX_IMAGE_BYTES)
  const facts = inspectImage(kind, file)
  if (facts === null) throw undecodable(name)
  const { width, height } = facts
  refuseLarge(name, width, height)
  const bytes = facts.whole ? file : kind === 'jpeg' ? mended(file) : null
  if (bytes === null) throw truncated(name)
  if (width === 0 || height === 0) throw undecodable(name)
  return attempt(name, () => picturesOf(kind, bytes, { width, height }, tools))
}

async function picturesOf(
  kind: RasterKind,
  bytes: Uint8Array,
  came: Size,
  tools: PictureTools,
): Promise<readonly ReadPicture[]> {
  const { wanted, decoder, together = 1 } = tools
  const frames: ReadPicture[] = []
  const animation = await framesOf(kind, bytes, {
    decoder,
    side: wanted.size,
    every: (count) => strideOf(wanted.choice.frames, count, together),
    take: (picture, size) => frames.push(prepared(picture, size, wanted)),
  })
  const [first, ...rest] = frames
  if (animation !== null && first !== undefined)
    return [{ ...first, origin: { of: 'animation', ...animation } }, ...rest]
  // A sheet is told by its pixels: nothing may be averaged before.
  const side = mayBeSheet(came, tileChoice(tools)) ? Math.min(came.width, came.height) : wanted.size
  const deep = kind === 'png' && isDeepPng(bytes)
  const picture = deep ? deepPng(bytes) : await decoder.decode(blobOf(bytes, kind), side)
  if (animation === null) return cutOrWhole(picture, came, tools)
  return [{ ...prepared(picture, came, wanted), origin: { of: 'animation', ...animation } }]
}

/** Among more files than this no sheet is looked for. */
const FEW_SHEETS = 3

/** Nobody looks for sheets among many files, unless the person says that they are. */
function tileChoice({ wanted, together = 1 }: PictureTools): DataChoice['tile'] {
  const { tile } = wanted.choice
  return tile === 'auto' && (together > FEW_SHEETS || wanted.given !== undefined) ? null : tile
}

/** A decoded picture, or the tiles it is a sheet of. Cut by itself only where it is all there is. */
export function cutOrWhole(picture: Picture, came: Size, tools: PictureTools): readonly ReadPicture[] {
  const { wanted, together = 1 } = tools
  const choice = tileChoice(tools)
  const sheet = mayBeSheet(came, choice) ? sheetOf(picture, choice) : null
  if (sheet === null) return [prepared(picture, came, wanted)]
  const cut = choice !== 'auto' || together === 1
  const origin = { of: 'sheet', ...sheet, cut } as const
  if (!cut) return [{ ...prepared(picture, came, wanted), origin }]
  return tiles(picture, sheet).map((tile, i) => {
    const one = prepared(tile, sheet.tile, wanted)
    return i === 0 ? { ...one, origin } : one
  })
}

/** @throws GanvasError `image-too-large` */
export function refuseLarge(name: string, width: number, height: number): void {
  if (Math.max(width, height) > MAX_SIDE || width * height > MAX_MEGAPIXELS * 1e6)
    throw imageTooLarge(name, width, height)
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
  return prepared(picture, null, wanted)
}

/** A decoded picture, cut where it holds two, turned as wished and fitted unless it is smaller than its square. */
export function prepared(picture: Picture, came: Size | null, wanted: Wanted): ReadPicture {
  return inHalves(picture, came, wanted, (one, size) => {
    const upright = turned(one, wanted.choice)
    const proportion = proportionOf(upright, size)
    if (isSmall(upright, wanted.size)) return { picture: upright, fitted: false, came: size, proportion }
    return { picture: fitted(upright, wanted), fitted: true, came: size, proportion }
  })
}

/** The wanted half with the given one beside it, cut before anything is turned or fitted; or the picture as it is. */
export function inHalves(
  picture: Picture,
  came: Size | null,
  { given }: Wanted,
  one: (picture: Picture, came: Size | null) => ReadPicture,
): ReadPicture {
  if (given === undefined || !isAboutDouble(picture)) {
    const whole = one(picture, came)
    return given === undefined && isDouble(picture) ? { ...whole, edges: halfEdges(picture) } : whole
  }
  const size = came === null ? null : halfOf(came)
  const { left, right } = cutInTwo(picture)
  const [from, to] = given === 'left' ? [left, right] : [right, left]
  return { ...one(to, size), source: one(from, size) }
}

/** A file's header knows the sides best, the decoded picture which way it is held. */
function proportionOf({ width, height }: Size, came: Size | null): number {
  const held = width / height
  const told = came === null ? held : came.width / came.height
  return Math.abs(Math.log(held / told)) <= Math.abs(Math.log(held * told)) ? told : 1 / told
}

/** It fits into the square as it is. */
export function isSmall({ width, height }: Size, size: number): boolean {
  return Math.max(width, height) <= size
}

/** Fits a picture into the square, and drops colour where there is none or none is wanted. What shines through stays so. */
export function fitted(picture: Picture, { size, fit, channels, choice }: Wanted): Picture {
  // What the person wants beside a picture is put there with what they want behind it.
  const barred = choice.background !== 'auto' && !fillsSquare(picture, fit)
  const source = barred ? withAlpha(picture) : picture
  const fills = source.width === size && source.height === size
  const bytes = fills ? source.bytes : fitSquare(source, size, fit)
  const square = { width: size, height: size, channels: source.channels, bytes }
  return square.channels === 3 ? withoutIdleColour(square, channels) : square
}

/** Gray where it is gray, or gray is wanted; 16 bits stay as they are. */
export function withoutIdleColour(picture: Picture, wanted: Wanted['channels']): Picture {
  const { width, height, channels, bytes } = picture
  if (channels !== 3 || bytes instanceof Uint16Array) return picture
  if (wanted === 'rgb' || (wanted === 'auto' && !isGray(bytes))) return picture
  return { width, height, channels: 1, bytes: toGray(bytes) }
}

/** Decoders say little about why they fail; the cause is kept for the console. */
export async function attempt<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw undecodable(name, cause)
  }
}

export function blobOf(bytes: Uint8Array, subtype: string): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: `image/${subtype}` })
}
