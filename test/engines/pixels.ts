/** What a screenshot shows within a box of the page: pixels, as a person sees them. */
import { PNG } from 'pngjs'

/** CSS pixels of the viewport; a screenshot has one pixel for each. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Colour = readonly [red: number, green: number, blue: number]

/** The app's own colours of roles (Okabe–Ito), the same in both themes. */
export const REAL: Colour = [0x00, 0x9e, 0x73]
export const FAKE: Colour = [0xd5, 0x5e, 0x00]
export const DISCRIMINATOR: Colour = [0x00, 0x72, 0xb2]

export class Picture {
  private constructor(private readonly pixels: readonly Colour[]) {}

  /** @param screenshot as PNG @param box whose pixels count, rounded to whole ones */
  static of(screenshot: Uint8Array, box: Box): Picture {
    const { data, width, height } = PNG.sync.read(Buffer.from(screenshot))
    const [left, top] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))]
    const [right, bottom] = [
      Math.min(width, Math.round(box.x + box.width)),
      Math.min(height, Math.round(box.y + box.height)),
    ]
    const pixels: Colour[] = []
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        const at = 4 * (y * width + x)
        pixels.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])
      }
    return new Picture(pixels)
  }

  /** Changes with any pixel. */
  get digest(): number {
    return this.pixels.reduce((sum, [r, g, b]) => (Math.imul(sum, 31) + ((r << 16) | (g << 8) | b)) | 0, 0)
  }

  /** How many pixels have a colour, or nearly: engines smooth edges and mix colours in their own ways. */
  count(colour: Colour, off = 24): number {
    return this.pixels.filter((pixel) => pixel.every((value, i) => Math.abs(value - (colour[i] ?? 0)) <= off))
      .length
  }
}
