/** What stands on the canvas before the person paints: a face. A density to sample from, weights 0 or 1. */

const SIDE = 64

/** Distance of a point from a circle's line. */
const offCircle = (x: number, y: number, cx: number, cy: number, radius: number): number =>
  Math.abs(Math.hypot(x - cx, y - cy) - radius)

/** Is (x, y), in units of the half side and y upwards, part of the drawing? */
function inked(x: number, y: number): boolean {
  const outline = offCircle(x, y, 0, 0, 0.78) < 0.05
  const eye = Math.hypot(Math.abs(x) - 0.28, y - 0.25) < 0.1
  const mouth = y < -0.12 && offCircle(x, y, 0, 0, 0.45) < 0.06
  return outline || eye || mouth
}

/** `side`×`side` weights, row 0 at the top. */
export function smiley(): { density: Float32Array; side: number } {
  const density = new Float32Array(SIDE * SIDE)
  for (let i = 0; i < density.length; i++) {
    const x = (2 * ((i % SIDE) + 0.5)) / SIDE - 1
    const y = 1 - (2 * (Math.floor(i / SIDE) + 0.5)) / SIDE
    density[i] = inked(x, y) ? 1 : 0
  }
  return { density, side: SIDE }
}
