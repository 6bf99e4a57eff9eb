/** Frames of pictures: edge to edge in rows. Pure. */
import type { Frame } from '../../ui/latent/save/frame.ts'
import type { ThumbItem } from '../../ui/latent/thumb.tsx'
import type { FilmOf } from '../kind.ts'
import { fillPixels } from './picture-thumb.ts'

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
export function filmSheet(film: FilmOf<'picture'>, scale: number): Frame {
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
