/** Pictures and videos of the formats that not every browser decodes: by our own readers, or by the browser if it can. */
import type { Picture } from '../pixels/picture.ts'
import { iconBitmap, largestIcon } from '../rasters/ico.ts'
import { strideOf } from '../rasters/frames.ts'
import { pnmHeader, pnmPicture } from '../rasters/pnm.ts'
import { tiffPictures } from '../rasters/tiff.ts'
import { videoFrames } from '../rasters/video.ts'
import { starts } from '../sniff/match.ts'
import type { OwnKind, RareKind } from '../sniff/sniff.ts'
import { MAX_IMAGE_BYTES } from '../limits.ts'
import { formatUnread, notShown, videoNotShown } from './format-reasons.ts'
import {
  blobOf,
  cutOrWhole,
  prepared,
  readRaster,
  refuseLarge,
  type PictureTools,
  type ReadPicture,
} from './picture.ts'
import { tooLarge } from './reasons.ts'

const NAMES: Readonly<Record<OwnKind | RareKind, string>> = {
  tiff: 'a TIFF picture',
  pnm: 'a portable anymap',
  icon: 'an icon',
  heic: 'a HEIC picture',
  jxl: 'a JPEG XL picture',
}

/** @throws GanvasError that names what it is, and what helps */
export async function readOwn(
  name: string,
  kind: OwnKind,
  bytes: Uint8Array,
  tools: PictureTools,
): Promise<readonly ReadPicture[]> {
  if (bytes.length > MAX_IMAGE_BYTES) throw tooLarge(name, bytes.length, MAX_IMAGE_BYTES)
  const refuse = (width: number, height: number) => refuseLarge(name, width, height)
  const icon = kind === 'icon' ? largestIcon(bytes) : null
  if (icon !== null && starts(icon, [0x89, 0x50])) return readRaster(name, 'png', icon, tools)
  const pictures = decoded(name, kind, icon ?? bytes, refuse)
  return pictures.flatMap((picture) =>
    cutOrWhole(picture, { width: picture.width, height: picture.height }, tools),
  )
}

function decoded(
  name: string,
  kind: OwnKind,
  bytes: Uint8Array,
  refuse: (width: number, height: number) => void,
): Picture[] {
  const header = kind === 'pnm' ? pnmHeader(bytes) : null
  if (header !== null) refuse(header.width, header.height)
  try {
    if (kind === 'pnm') return [pnmPicture(bytes)]
    const found = kind === 'icon' ? [iconBitmap(bytes)] : tiffPictures(bytes)
    if (found.length === 0) throw new Error('no picture inside')
    return found
  } catch (thrown) {
    throw formatUnread(name, NAMES[kind], thrown)
  }
}

/** @throws GanvasError `picture-not-shown` where this browser does not know the format */
export async function readRare(
  name: string,
  kind: RareKind,
  bytes: Uint8Array,
  { wanted, decoder }: PictureTools,
): Promise<ReadPicture> {
  if (bytes.length > MAX_IMAGE_BYTES) throw tooLarge(name, bytes.length, MAX_IMAGE_BYTES)
  let picture: Picture
  try {
    picture = await decoder.decode(blobOf(bytes, kind), wanted.size)
  } catch (thrown) {
    throw notShown(name, NAMES[kind], thrown)
  }
  // How large it came is known to the decoder alone.
  return prepared(picture, null, wanted)
}

/** @throws GanvasError `video-not-shown` */
export async function readVideo(
  name: string,
  bytes: Uint8Array,
  { wanted, decoder, together = 1 }: PictureTools,
): Promise<readonly ReadPicture[]> {
  const found: ReadPicture[] = []
  const every = (frames: number) => strideOf(wanted.choice.frames, frames, together)
  let animation = null
  try {
    animation = await videoFrames(new Blob([bytes as Uint8Array<ArrayBuffer>]), wanted.size, decoder, {
      every,
      take: (picture, size) => found.push(prepared(picture, size, wanted)),
    })
  } catch (thrown) {
    throw videoNotShown(name, thrown)
  }
  const [first, ...rest] = found
  if (animation === null || first === undefined) throw videoNotShown(name)
  return [{ ...first, origin: { of: 'animation', ...animation, firstOnly: false } }, ...rest]
}
