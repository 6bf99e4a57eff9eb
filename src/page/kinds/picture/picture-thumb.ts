/** A picture in small: its own pixels. */
import type { Draw } from '../../ui/latent/thumb.tsx'

/** Draws a picture pixel by pixel. */
export const drawPicture: Draw = (canvas, { shape, values }) => {
  const context = canvas.getContext('2d')
  const [side, , channels] = shape
  if (context === null || side === undefined || channels === undefined) return
  canvas.width = canvas.height = side
  const image = context.createImageData(side, side)
  fillPixels(image.data, values, channels)
  context.putImageData(image, 0, 0)
}

/** [−1, 1] to opaque bytes. @param values NHWC */
export function fillPixels(bytes: Uint8ClampedArray, values: Float32Array, channels: number): void {
  for (let i = 0; i * 4 < bytes.length; i++) {
    for (let c = 0; c < 3; c++) {
      const value = values[i * channels + Math.min(c, channels - 1)] ?? 0
      bytes[4 * i + c] = (value + 1) * 127.5
    }
    bytes[4 * i + 3] = 255
  }
}
