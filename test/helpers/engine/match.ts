/** Finds a small picture, enlarged by a whole number, on a canvas: whatever the layout, it must be there. */
import type { Gray } from '../app/canvas.ts'

/**
 * The best correlation, over all places and enlargements of at least 2, of the picture with the canvas.
 * @param picture [side, side], any scale and offset of values
 */
export function bestMatch(canvas: Gray, picture: readonly number[], side: number): number {
  const wanted = standardised(picture)
  let best = -1
  for (let factor = 2; factor * side <= Math.min(canvas.width, canvas.height); factor++) {
    for (let top = 0; top + factor * side <= canvas.height; top++) {
      for (let left = 0; left + factor * side <= canvas.width; left++) {
        best = Math.max(best, correlation(canvas, wanted, side, { factor, top, left }))
      }
    }
  }
  return best
}

interface Place {
  factor: number
  top: number
  left: number
}

/** With the middle of each enlarged pixel. */
function correlation(canvas: Gray, wanted: readonly number[], side: number, place: Place): number {
  const { factor, top, left } = place
  const middle = factor >> 1
  let sum = 0
  let squares = 0
  let product = 0
  for (let row = 0; row < side; row++) {
    const from = (top + row * factor + middle) * canvas.width + left + middle
    for (let column = 0; column < side; column++) {
      const value = canvas.values[from + column * factor] ?? 0
      sum += value
      squares += value * value
      product += value * (wanted[row * side + column] ?? 0)
    }
  }
  const count = side * side
  const deviation = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
  return deviation === 0 ? 0 : product / count / deviation
}

function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return values.map((value) => (value - mean) / deviation)
}
