/** Densities as heat maps: both on one scale, each in its role's colour on the canvas' ground. */
import { mix, type Rgb } from './palette.ts'
import type { Box } from '../../common/items/tile-layout.ts'
import { letter, type Pen } from './pen.ts'
import type { Densities } from './scene.ts'

/** Densest cell of either map: the colour scale's end. */
export function densestOf({ real, fake }: Densities): number {
  const largest = (values: Float32Array) =>
    values.reduce((most, value) => (Number.isFinite(value) && value > most ? value : most), 0)
  return Math.max(largest(real), largest(fake))
}

/** Draws heat maps; keeps one small picture between draws. */
export class DensityPainter {
  private picture: { canvas: OffscreenCanvas; image: ImageData } | null = null

  /** @param densest value of full colour; colours go with the square root, so that thin parts show too */
  draw(pen: Pen, box: Box, values: Float32Array, side: number, hue: Rgb, densest: number): void {
    const { canvas, image } = this.pictureOf(side)
    const { ground } = pen.palette
    for (let i = 0; i < side * side; i++) {
      const value = values[i] ?? 0
      const share = densest > 0 && value > 0 ? Math.min(1, Math.sqrt(value / densest)) : 0
      const [r, g, b] = mix(ground, hue, share)
      image.data[4 * i] = r
      image.data[4 * i + 1] = g
      image.data[4 * i + 2] = b
      image.data[4 * i + 3] = 255
    }
    canvas.getContext('2d')?.putImageData(image, 0, 0)
    pen.context.imageSmoothingEnabled = true
    pen.context.imageSmoothingQuality = 'medium'
    pen.context.drawImage(canvas, box.x, box.y, box.width, box.height)
  }

  private pictureOf(side: number): { canvas: OffscreenCanvas; image: ImageData } {
    if (this.picture?.image.width !== side) {
      this.picture = { canvas: new OffscreenCanvas(side, side), image: new ImageData(side, side) }
    }
    return this.picture
  }
}

/** The name above a panel. */
export function drawCaption({ context }: Pen, box: Box, caption: string, hue: string): void {
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  letter(context, 12, 600)
  context.fillStyle = hue
  context.fillText(caption, box.x, box.y - 6, box.width)
}
