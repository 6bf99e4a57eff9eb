/** Frames of what is saved: small pictures and how much larger they become. Pure. */
import type { FilmPicture } from '../../../../common/protocol/film.ts'
import { fillPixels, type ThumbItem } from '../thumb.tsx'

export interface Frame {
  /** Pixels before they are enlarged. */
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
  /** Whole times that each pixel is repeated across and down. */
  readonly scale: number
  /** All pixels are gray: a palette of 256 is exact. */
  readonly gray: boolean
}

/** Pictures in rows of `columns`, edge to edge. @param items [side, side, channels] each, in [−1, 1] */
export function sheetOf(items: readonly ThumbItem[], columns: number, scale: number): Frame {
  const [side = 1, , channels = 1] = items[0]?.shape ?? []
  const tile = new Uint8ClampedArray(side * side * 4)
  return paste(items.length, side, columns, scale, channels === 1, (at) => {
    const item = items[at]
    if (item !== undefined) fillPixels(tile, item.values, channels)
    return tile
  })
}

/** A frame of the run's film, pictures in a square. */
export function filmSheet(film: Extract<FilmPicture, { kind: 'picture' }>, scale: number): Frame {
  const { size, channels, count, pixels } = film
  const tile = new Uint8ClampedArray(size * size * 4)
  return paste(count, size, Math.ceil(Math.sqrt(count)), scale, channels === 1, (at) => {
    for (let i = 0; i < size * size; i++) {
      for (let c = 0; c < 3; c++) {
        tile[4 * i + c] = pixels[(at * size * size + i) * channels + Math.min(c, channels - 1)] ?? 0
      }
      tile[4 * i + 3] = 255
    }
    return tile
  })
}

function paste(
  count: number,
  side: number,
  columns: number,
  scale: number,
  gray: boolean,
  tileAt: (at: number) => Uint8ClampedArray,
): Frame {
  const across = Math.min(columns, count)
  const width = across * side
  const height = Math.ceil(count / across) * side
  const rgba = new Uint8ClampedArray(width * height * 4)
  // Places without a picture are black, not see-through.
  for (let i = 3; i < rgba.length; i += 4) rgba[i] = 255
  for (let at = 0; at < count; at++) {
    const tile = tileAt(at)
    const left = (at % across) * side
    const top = Math.floor(at / across) * side
    for (let row = 0; row < side; row++) {
      const line = tile.subarray(row * side * 4, (row + 1) * side * 4)
      rgba.set(line, ((top + row) * width + left) * 4)
    }
  }
  return { width, height, rgba, scale, gray }
}

/** Repeats each entry across and down. @param size numbers per pixel */
export function enlarged<T extends Uint8Array | Uint8ClampedArray>(
  pixels: T,
  { width, height, scale }: Pick<Frame, 'width' | 'height' | 'scale'>,
  size: number,
  out: T,
): T {
  for (let y = 0; y < height * scale; y++) {
    for (let x = 0; x < width * scale; x++) {
      const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * size
      const to = (y * width * scale + x) * size
      for (let k = 0; k < size; k++) out[to + k] = pixels[from + k] ?? 0
    }
  }
  return out
}
