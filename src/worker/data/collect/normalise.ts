/** Moves and scales the person's own points so that they fit the stage. Whatever was done to them stands in the label. */

/** Where the points were moved from and what they were divided by. */
export interface Normalisation {
  centre: readonly [number, number]
  scale: readonly [number, number]
}

/** After scaling, 98 % of each axis lie in [−1, 1]; the stage shows a little more. */
export const EXTENT = 1.6
const TAIL = 0.01
/** Axes whose spreads differ by more than this are taken to be in different units, and are scaled one by one. */
const DIFFERENT_UNITS = 10

/**
 * Moves the middle of the central 98 % to the origin and scales their half range to 1: with one factor for both axes, so
 * that shapes stay, unless the axes are in units that cannot be compared.
 * @param points [n, 2]; written over
 */
export function normalise(points: Float32Array): Normalisation {
  const x = middleRange(points, 0)
  const y = middleRange(points, 1)
  const larger = Math.max(x.half, y.half)
  const smaller = Math.min(x.half, y.half)
  const apart = smaller > 0 && larger / smaller > DIFFERENT_UNITS
  const scale = apart ? ([x.half, y.half] as const) : ([larger || 1, larger || 1] as const)
  for (let i = 0; i < points.length; i += 2) {
    points[i] = ((points[i] ?? 0) - x.middle) / scale[0]
    points[i + 1] = ((points[i + 1] ?? 0) - y.middle) / scale[1]
  }
  return { centre: [x.middle, y.middle], scale }
}

/** "points.csv, 812 points, centre (3.2, 4.1), scale 12.5" */
export function describe(name: string, count: number, { centre, scale }: Normalisation): string {
  const scales =
    scale[0] === scale[1] ? brief(scale[0]) : `(${brief(scale[0])}, ${brief(scale[1])}), axes apart`
  return `${name}, ${count} points, centre (${brief(centre[0])}, ${brief(centre[1])}), scale ${scales}`
}

function middleRange(points: Float32Array, axis: 0 | 1): { middle: number; half: number } {
  const values = new Float32Array(points.length / 2)
  for (let i = 0; i < values.length; i++) values[i] = points[2 * i + axis] ?? 0
  values.sort()
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0
  const low = at(TAIL)
  const high = at(1 - TAIL)
  return { middle: (low + high) / 2, half: (high - low) / 2 }
}

function brief(value: number): string {
  return String(Number(value.toPrecision(4)))
}
