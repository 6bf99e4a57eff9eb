/** A row in small: a barcode, dark where a number is high. */
import type { Draw } from '../../ui/latent/thumb.tsx'

const SIDE = 64

export const drawRow: Draw = (canvas, { shape, values }) => {
  const context = canvas.getContext('2d')
  if (context === null || shape.length !== 1) return
  canvas.width = canvas.height = SIDE
  context.putImageData(new ImageData(paintRows([values], 1, SIDE, SIDE), SIDE, SIDE), 0, 0)
}

/** Rows side by side in columns, RGBA. @param rows each in [−1, 1] */
export function paintRows(
  rows: readonly Float32Array[],
  columns: number,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(4 * width * height).fill(255)
  const across = Math.floor(width / columns)
  const down = Math.floor(height / Math.ceil(rows.length / columns))
  rows.forEach((values, at) => {
    const [left, top] = [(at % columns) * across, Math.floor(at / columns) * down]
    for (let x = 0; x < across - 1; x++) {
      const value = values[Math.floor((x * values.length) / (across - 1))] ?? 0
      const gray = Math.round(235 - 215 * Math.min(1, Math.max(0, (value + 1) / 2)))
      for (let y = 0; y < down - 1; y++) {
        const to = 4 * ((top + y) * width + left + x)
        out.fill(gray, to, to + 3)
      }
    }
  })
  return out
}
