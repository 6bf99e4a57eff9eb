/**
 * Pictures as pixels: turns float pictures into one sheet of bytes and draws tiles from it. Keeps its buffers between
 * draws. Must not know where tiles go.
 */
import type { Box } from '../../common/items/tile-layout.ts'
import type { Pen } from './pen.ts'
import type { Pictures } from './scene.ts'

interface Sheet {
  readonly canvas: OffscreenCanvas
  readonly image: ImageData
}

/** Pixels of a picture's edge that are repeated around it, so that a smooth enlargement takes nothing from its neighbours. */
export const AROUND = 4

export class TileSheet {
  private sheet: Sheet | null = null

  /** Converts the first `count` pictures; they lie below each other on the sheet, each within AROUND pixels. */
  load(pictures: Pictures, count: number, size: number, channels: 1 | 3): OffscreenCanvas {
    const side = size + 2 * AROUND
    const sheet = this.sheetOf(side, side * Math.max(1, count))
    fillBytes(sheet.image.data, pictures.pixels, { count, size, channels })
    sheet.canvas.getContext('2d')?.putImageData(sheet.image, 0, 0)
    return sheet.canvas
  }

  private sheetOf(width: number, height: number): Sheet {
    if (this.sheet?.image.width !== width || this.sheet.image.height !== height) {
      this.sheet = { canvas: new OffscreenCanvas(width, height), image: new ImageData(width, height) }
    }
    return this.sheet
  }
}

/**
 * Draws the picture at a corner of a sheet into a box: pixel by pixel when the box is a whole multiple, smoothly otherwise.
 */
export function drawTile(
  { context, scale }: Pen,
  sheet: OffscreenCanvas | ImageBitmap,
  corner: { readonly x: number; readonly y: number },
  size: number,
  box: Box,
): void {
  const factor = (box.width * scale) / size
  context.imageSmoothingEnabled = Math.abs(factor - Math.round(factor)) > 1e-6
  context.imageSmoothingQuality = 'high'
  context.drawImage(sheet, corner.x, corner.y, size, size, box.x, box.y, box.width, box.height)
}

/**
 * [−1, 1] to 0 … 255, opaque, each picture below the last with its own edge repeated around it.
 * @param values NHWC @param bytes RGBA, size + 2 · AROUND wide
 */
export function fillBytes(
  bytes: Uint8ClampedArray,
  values: Float32Array,
  { count, size, channels }: { count: number; size: number; channels: 1 | 3 },
): void {
  const green = channels === 1 ? 0 : 1
  const blue = channels === 1 ? 0 : 2
  const side = size + 2 * AROUND
  const inside = (at: number) => Math.min(size - 1, Math.max(0, at - AROUND))
  for (let line = 0; line < count * side; line++) {
    const row = (Math.floor(line / side) * size + inside(line % side)) * size
    for (let column = 0; column < side; column++) {
      const from = (row + inside(column)) * channels
      const to = (line * side + column) * 4
      bytes[to] = ((values[from] ?? 0) + 1) * 127.5
      bytes[to + 1] = ((values[from + green] ?? 0) + 1) * 127.5
      bytes[to + 2] = ((values[from + blue] ?? 0) + 1) * 127.5
      bytes[to + 3] = 255
    }
  }
}
