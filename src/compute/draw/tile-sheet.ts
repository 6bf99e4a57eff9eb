/**
 * Pictures as pixels: turns float pictures into one sheet of bytes and draws tiles from it. Keeps its buffers between
 * draws. Must not know where tiles go.
 */
import type { Box } from '../../shared/tile-layout.ts'
import type { Pen } from './pen.ts'
import type { Pictures } from './scene.ts'

interface Sheet {
  readonly canvas: OffscreenCanvas
  readonly image: ImageData
}

export class TileSheet {
  private sheet: Sheet | null = null

  /** Converts the first `count` pictures; they lie below each other on the sheet. */
  load(pictures: Pictures, count: number, size: number, channels: 1 | 3): OffscreenCanvas {
    const sheet = this.sheetOf(size, size * Math.max(1, count))
    fillBytes(sheet.image.data, pictures.pixels, count * size * size, channels)
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

/** Draws picture `index` of a sheet into a box: pixel by pixel when the box is a whole multiple, smoothly otherwise. */
export function drawTile(
  { context, scale }: Pen,
  sheet: OffscreenCanvas,
  index: number,
  size: number,
  box: Box,
): void {
  const factor = (box.width * scale) / size
  context.imageSmoothingEnabled = Math.abs(factor - Math.round(factor)) > 1e-6
  context.imageSmoothingQuality = 'high'
  context.drawImage(sheet, 0, index * size, size, size, box.x, box.y, box.width, box.height)
}

/** [−1, 1] to 0 … 255, opaque. @param values NHWC */
export function fillBytes(
  bytes: Uint8ClampedArray,
  values: Float32Array,
  pixels: number,
  channels: 1 | 3,
): void {
  const green = channels === 1 ? 0 : 1
  const blue = channels === 1 ? 0 : 2
  for (let i = 0; i < pixels; i++) {
    const from = i * channels
    const to = i * 4
    bytes[to] = ((values[from] ?? 0) + 1) * 127.5
    bytes[to + 1] = ((values[from + green] ?? 0) + 1) * 127.5
    bytes[to + 2] = ((values[from + blue] ?? 0) + 1) * 127.5
    bytes[to + 3] = 255
  }
}
