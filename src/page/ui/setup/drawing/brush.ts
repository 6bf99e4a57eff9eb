/** Painting on a square of weights: a soft round brush, one stamp or a whole stroke. Pure maths, no canvas. */

export interface BrushStroke {
  /** Cells; fractions allowed. */
  fromX: number
  fromY: number
  toX: number
  toY: number
  /** Radius in cells. */
  radius: number
  erase: boolean
}

/** Strokes are stamped at this spacing, in radii: close enough to look like one line. */
const SPACING = 0.4

/** Stamps along the stroke. Weights stay within [0, 1]. Changes `density` in place: `side`×`side`, row 0 at the top. */
export function paintStroke(density: Float32Array, side: number, stroke: BrushStroke): void {
  const { fromX, fromY, toX, toY, radius } = stroke
  const stamps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / (radius * SPACING)))
  for (let i = 0; i <= stamps; i++) {
    const t = i / stamps
    stamp(density, side, fromX + t * (toX - fromX), fromY + t * (toY - fromY), radius, stroke.erase)
  }
}

/** Full strength at the centre, nothing at the rim; painting twice does not add up. */
function stamp(
  density: Float32Array,
  side: number,
  x: number,
  y: number,
  radius: number,
  erase: boolean,
): void {
  const left = Math.max(0, Math.floor(x - radius))
  const right = Math.min(side - 1, Math.ceil(x + radius))
  const top = Math.max(0, Math.floor(y - radius))
  const bottom = Math.min(side - 1, Math.ceil(y + radius))
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y) / radius
      const strength = Math.min(1, Math.max(0, 1.5 * (1 - distance)))
      const at = row * side + column
      const before = density[at] ?? 0
      density[at] = erase ? Math.min(before, 1 - strength) : Math.max(before, strength)
    }
  }
}

/** Share of cells that hold any ink, in [0, 1]. */
export function inked(density: Float32Array): number {
  return density.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0) / Math.max(1, density.length)
}
