/**
 * The path of a line through points, with gaps where a point has no place. Rounded to a tenth of a pixel: shorter text
 * is less work for everyone. Pure.
 */

export interface PlacedPoint {
  readonly x: number | null
  readonly y: number | null
}

export function linePath(points: readonly PlacedPoint[]): string {
  let path = ''
  let open = false
  for (const { x, y } of points) {
    const placed = x !== null && y !== null && Number.isFinite(x) && Number.isFinite(y)
    if (placed) path += `${open ? 'L' : 'M'}${tenths(x)} ${tenths(y)}`
    open = placed
  }
  return path
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
