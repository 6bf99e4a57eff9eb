/** PNGs of 16 bits a sample, which a browser would cut down to 8, and animated ones, which not every browser takes apart. */
import { decode, decodeApng, type DecodedPng } from 'fast-png'
import { ascii } from '../sniff/match.ts'
import { viewOf } from '../headers/facts.ts'
import { withoutIdleAlpha, type Picture } from '../pixels/picture.ts'

/** Gray or colour with 16 bits a sample. */
export function isDeepPng(bytes: Uint8Array): boolean {
  return bytes[24] === 16
}

/** Frames of an animated PNG; 1 for any other. Read from its chunks, decoding nothing. */
export function pngFrames(bytes: Uint8Array): number {
  const view = viewOf(bytes)
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (ascii(bytes, at + 4, 'acTL')) return view.getUint32(at + 8)
    if (ascii(bytes, at + 4, 'IDAT')) return 1
  }
  return 1
}

/** All 16 bits where nothing shines through; else 8 of them, with alpha. */
export function deepPng(bytes: Uint8Array): Picture {
  return toPicture(decode(bytes))
}

/** Calls `take` with every frame that is wanted, in order. */
export function pngPictures(
  bytes: Uint8Array,
  wants: (index: number) => boolean,
  take: (picture: Picture) => void,
): void {
  const { frames, ...about } = decodeApng(bytes)
  frames.forEach(({ data }, index) => {
    if (wants(index)) take(toPicture({ ...about, data }))
  })
}

type Samples = Pick<DecodedPng, 'width' | 'height' | 'channels' | 'data' | 'palette' | 'transparency'>

function toPicture({ width, height, channels, data, palette, transparency }: Samples): Picture {
  const clear = transparency !== undefined && transparency.length > 0
  if (palette === undefined && !clear && (channels === 1 || channels === 3))
    return { width, height, channels, bytes: data }
  const rgba = new Uint8Array(width * height * 4)
  const to8 = (sample: number) => (data instanceof Uint16Array ? Math.round(sample / 257) : sample)
  const isClear = (from: number, count: number) => {
    for (let c = 0; c < count; c++) if (data[from + c] !== transparency?.[c]) return false
    return true
  }
  for (let i = 0; i < width * height; i++) {
    const from = i * channels
    if (palette !== undefined) {
      const [r = 0, g = 0, b = 0, a = 255] = palette[data[from] ?? 0] ?? []
      rgba.set([r, g, b, a], 4 * i)
      continue
    }
    const colours = channels < 3 ? 1 : 3
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = to8(data[from + (colours === 1 ? 0 : c)] ?? 0)
    const alpha = channels === 2 || channels === 4 ? to8(data[from + channels - 1] ?? 0) : 255
    rgba[4 * i + 3] = clear && isClear(from, colours) ? 0 : alpha
  }
  return withoutIdleAlpha(width, height, rgba)
}
