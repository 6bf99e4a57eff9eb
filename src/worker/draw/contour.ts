/** The line along which a field has a given value, by marching squares with straight interpolation. Pure numbers. */

/**
 * @param field [side, side], row by row @param level the value sought
 * @returns segments x0, y0, x1, y1 in units of cells; x runs along a row, 0 … side − 1
 */
export function contourAt(field: Float32Array, side: number, level: number): number[] {
  const segments: number[] = []
  for (let y = 0; y + 1 < side; y++) {
    for (let x = 0; x + 1 < side; x++) {
      const at = y * side + x
      const northWest = (field[at] ?? 0) - level
      const northEast = (field[at + 1] ?? 0) - level
      const southWest = (field[at + side] ?? 0) - level
      const southEast = (field[at + side + 1] ?? 0) - level
      // No line through what is no number.
      if (Number.isNaN(northWest + northEast + southWest + southEast)) continue
      const kind =
        (northWest > 0 ? 8 : 0) | (northEast > 0 ? 4 : 0) | (southEast > 0 ? 2 : 0) | (southWest > 0 ? 1 : 0)
      if (kind === 0 || kind === 15) continue
      const edges: Edges = {
        north: [x + share(northWest, northEast), y],
        east: [x + 1, y + share(northEast, southEast)],
        south: [x + share(southWest, southEast), y + 1],
        west: [x, y + share(northWest, southWest)],
      }
      const middle = northWest + northEast + southWest + southEast
      for (const [from, to] of linesOf(kind, middle > 0)) segments.push(...edges[from], ...edges[to])
    }
  }
  return segments
}

type Edge = 'north' | 'east' | 'south' | 'west'
type Edges = Readonly<Record<Edge, readonly [number, number]>>

/** Where between two corners of opposite sign the value is nought. */
function share(from: number, to: number): number {
  return from === to ? 0.5 : from / (from - to)
}

/** Edges joined in a cell. `kind`: corners above the level, bits north-west, north-east, south-east, south-west. */
function linesOf(kind: number, middleAbove: boolean): readonly (readonly [Edge, Edge])[] {
  switch (kind) {
    case 1:
    case 14:
      return [['west', 'south']]
    case 2:
    case 13:
      return [['south', 'east']]
    case 3:
    case 12:
      return [['west', 'east']]
    case 4:
    case 11:
      return [['north', 'east']]
    case 6:
    case 9:
      return [['north', 'south']]
    case 7:
    case 8:
      return [['west', 'north']]
    default:
      // A saddle: opposite corners above. The middle tells which two are joined.
      return (kind === 5) === middleAbove
        ? [
            ['west', 'north'],
            ['south', 'east'],
          ]
        : [
            ['west', 'south'],
            ['north', 'east'],
          ]
  }
}
