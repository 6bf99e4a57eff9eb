/** The frames of an animated picture, by whatever can take it apart: our own readers, or the browser's. */
import type { Size } from '../../../common/items/data-card.ts'
import { gifFrames } from '../headers/gif.ts'
import type { Picture } from '../pixels/picture.ts'
import type { Animation, Decoder, WantedFrames } from '../readers/decoder.ts'
import { ascii } from '../sniff/match.ts'
import type { RasterKind } from '../sniff/sniff.ts'
import { pngFrames, pngPictures } from './deep-png.ts'
import { gifPictures } from './gif.ts'

/** Frames taken where nobody says how many: enough to train on, and soon read. */
const MOST_FRAMES = 2000
/** Among more files than this an animation is one picture of many. */
const FEW = 8

/**
 * Every how-manieth frame is wanted.
 * @param choice the person's @param together files and entries opened with it
 */
export function strideOf(choice: 'auto' | number, count: number, together: number): number {
  if (choice !== 'auto') return choice
  return together > FEW ? 0 : Math.max(1, Math.ceil(count / Math.floor(MOST_FRAMES / together)))
}

export interface FramesFound extends Animation {
  /** Nothing here takes it apart: its first frame has to do. */
  readonly firstOnly: boolean
}

/**
 * Hands over what is wanted of an animation; null for a still picture, and where its first frame is to be decoded as one.
 * `firstOnly` then tells on the animation why.
 */
export async function framesOf(
  kind: RasterKind,
  bytes: Uint8Array,
  { decoder, side, ...wanted }: WantedFrames & { readonly decoder: Decoder; readonly side: number },
): Promise<FramesFound | null> {
  const frames = countOf(kind, bytes)
  if (frames === 1) return null
  if (frames !== null && wanted.every(frames) === 0) return { frames, every: 0, firstOnly: false }
  const own = ownReader(kind, bytes)
  if (frames !== null && own !== null) {
    const every = wanted.every(frames)
    own(
      bytes,
      (index) => index % every === 0,
      (picture) => wanted.take(picture, sizeOf(picture)),
    )
    return { frames, every, firstOnly: false }
  }
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: `image/${kind}` })
  const found = (await decoder.frames?.(source, source.type, side, wanted)) ?? null
  if (found !== null) return { ...found, firstOnly: false }
  return { frames: frames ?? 2, every: 0, firstOnly: true }
}

/** Frames that its bytes promise; null where they only say that there are several. */
function countOf(kind: RasterKind, bytes: Uint8Array): number | null {
  if (kind === 'gif') return Math.max(1, gifFrames(bytes))
  if (kind === 'png') return Math.max(1, pngFrames(bytes))
  if (kind === 'webp') return webpFrames(bytes)
  return kind === 'avif' && ascii(bytes, 8, 'avis') ? null : 1
}

/** Chunks ANMF of the RIFF container (RFC 9649). */
function webpFrames(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let frames = 0
  for (let at = 12; at + 8 <= bytes.length;) {
    if (ascii(bytes, at, 'ANMF')) frames++
    const length = view.getUint32(at + 4, true)
    at += 8 + length + (length % 2)
  }
  return Math.max(1, frames)
}

type OwnReader = (
  bytes: Uint8Array,
  wants: (index: number) => boolean,
  take: (picture: Picture) => void,
) => void

function ownReader(kind: RasterKind, bytes: Uint8Array): OwnReader | null {
  if (kind === 'gif') return gifPictures
  // Samples of fewer than 8 bits lie packed.
  return kind === 'png' && (bytes[24] ?? 0) >= 8 ? pngPictures : null
}

function sizeOf({ width, height }: Size): Size {
  return { width, height }
}
