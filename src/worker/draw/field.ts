/** The discriminator's field: pale colours of its scores over the plane, and the line where it is undecided. */
import { contourAt } from './contour.ts'
import { type Palette, scoreColour } from './palette.ts'
import type { Box } from '../../common/items/tile-layout.ts'
import type { Pen } from './pen.ts'
import type { PointScene } from './scene.ts'

/** Pale enough for marks of the very same hues to stand out. */
export const FIELD_STRENGTH = 0.27
/** Of the line where the discriminator is undecided, CSS pixels. */
export const CONTOUR_WIDTH = 1.25
const LEVELS = 256

/** Draws fields; keeps one small picture between draws. */
export class FieldPainter {
  private picture: { canvas: OffscreenCanvas; image: ImageData } | null = null
  private readonly colours = new WeakMap<Palette, Uint32Array>()

  draw(pen: Pen, window: Box, surface: NonNullable<PointScene['surface']>): void {
    const { side, scores } = surface
    const { canvas, image } = this.pictureOf(side)
    const colours = this.coloursOf(pen.palette)
    const pixels = new Uint32Array(image.data.buffer)
    for (let i = 0; i < pixels.length; i++) {
      pixels[i] = colours[Math.round(clamp(scores[i] ?? 0.5) * (LEVELS - 1))] ?? 0
    }
    canvas.getContext('2d')?.putImageData(image, 0, 0)
    pen.context.imageSmoothingEnabled = true
    pen.context.imageSmoothingQuality = 'medium'
    pen.context.drawImage(canvas, window.x, window.y, window.width, window.height)
    drawContour(pen, window, surface)
  }

  private pictureOf(side: number): { canvas: OffscreenCanvas; image: ImageData } {
    if (this.picture?.image.width !== side) {
      this.picture = { canvas: new OffscreenCanvas(side, side), image: new ImageData(side, side) }
    }
    return this.picture
  }

  /** Pixels by level, as 32-bit words in memory order. */
  private coloursOf(palette: Palette): Uint32Array {
    let table = this.colours.get(palette)
    if (table === undefined) {
      const bytes = new Uint8ClampedArray(LEVELS * 4)
      for (let level = 0; level < LEVELS; level++) {
        bytes.set([...scoreColour(level / (LEVELS - 1), palette.ground, FIELD_STRENGTH), 255], level * 4)
      }
      table = new Uint32Array(bytes.buffer)
      this.colours.set(palette, table)
    }
    return table
  }
}

/** The line where the discriminator is undecided. */
export function drawContour(
  pen: Pen,
  window: Box,
  { side, scores }: NonNullable<PointScene['surface']>,
): void {
  const { context, palette } = pen
  const pitch = window.width / side
  const segments = contourAt(scores, side, 0.5)
  context.beginPath()
  for (let i = 0; i < segments.length; i += 4) {
    // A score stands for the centre of its cell.
    context.moveTo(
      window.x + ((segments[i] ?? 0) + 0.5) * pitch,
      window.y + ((segments[i + 1] ?? 0) + 0.5) * pitch,
    )
    context.lineTo(
      window.x + ((segments[i + 2] ?? 0) + 0.5) * pitch,
      window.y + ((segments[i + 3] ?? 0) + 0.5) * pitch,
    )
  }
  context.strokeStyle = palette.discriminator
  context.lineWidth = CONTOUR_WIDTH
  context.lineCap = 'round'
  context.stroke()
}

/** NaN scores, as a diverged run has, count as undecided. */
function clamp(score: number): number {
  return Number.isNaN(score) ? 0.5 : Math.min(1, Math.max(0, score))
}
