/**
 * The generator as a map of the plane: a square grid of noise and what becomes of it. Pure numbers; whoever has the
 * generator sends the noise through it.
 */
import type { RunConfig } from '../../common/config/run-config.ts'
import { normalQuantile } from '../../common/numbers/normal.ts'
import type { LatentPlane } from '../../common/items/stage-layers.ts'

/** Cells per axis. Every cell holds the same share of the prior over its two dimensions. */
export const WARP_CELLS = 40
/** Share of a normal prior's axis that the grid covers; the rest would reach to infinity. */
const COVERED = 0.99

/** Coordinates of the lines along one axis: cells + 1 values with the same share of the prior between neighbours. */
export function gridLines(prior: RunConfig['prior'], cells: number): Float32Array {
  return Float32Array.from({ length: cells + 1 }, (_, i) => {
    const share = i / cells
    return prior === 'uniform' ? 2 * share - 1 : normalQuantile((1 - COVERED) / 2 + COVERED * share)
  })
}

/** How many cells the grid has: none upwards where there is but one dimension. */
export interface WarpShape {
  columns: number
  rows: number
}

/** The grid for a latent space: a curve where the plane has one dimension only. */
export function warpShape(latent: number, { across, up }: LatentPlane): WarpShape {
  return { columns: WARP_CELLS, rows: latent < 2 || across === up ? 0 : WARP_CELLS }
}

/**
 * Noise at the grid's corners, row by row upwards: [(rows + 1)·(columns + 1), latent]. The other coordinates are
 * `through`'s; with two dimensions there are none, and the grid is the prior's own.
 * @param through a latent vector that the plane goes through; null is the origin
 */
export function gridNoise(
  { latent, prior }: Pick<RunConfig, 'latent' | 'prior'>,
  { across, up }: LatentPlane,
  through: Float32Array | null,
  { columns, rows }: WarpShape,
): Float32Array {
  const acrossLines = gridLines(prior, columns)
  const upLines = gridLines(prior, rows)
  const noise = new Float32Array((rows + 1) * (columns + 1) * latent)
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const at = (row * (columns + 1) + column) * latent
      if (through !== null) noise.set(through.subarray(0, latent), at)
      if (rows > 0 && up < latent) noise[at + up] = upLines[row] ?? 0
      if (across < latent) noise[at + across] = acrossLines[column] ?? 0
    }
  }
  return noise
}

/**
 * Density of each warped cell: the share of the prior it holds by its area, per unit of area; on a curve by its length.
 * Infinity where the generator folds a cell flat.
 * @param places where the corners went, [(rows + 1)·(columns + 1), 2]
 */
export function cellDensities(
  places: Float32Array,
  prior: RunConfig['prior'],
  { columns, rows }: WarpShape,
): Float32Array {
  const covered = prior === 'uniform' ? 1 : COVERED
  if (rows === 0) {
    const mass = covered / columns
    return Float32Array.from({ length: columns }, (_, i) => mass / pieceLength(places, i))
  }
  const mass = covered ** 2 / (columns * rows)
  return Float32Array.from(
    { length: columns * rows },
    (_, i) => mass / Math.abs(cellArea(places, Math.floor(i / columns), i % columns, columns)),
  )
}

/** Signed area of a warped cell: negative where the generator turns it over. */
export function cellArea(places: Float32Array, row: number, column: number, columns: number): number {
  const corner = 2 * (row * (columns + 1) + column)
  const above = corner + 2 * (columns + 1)
  const at = (index: number) => places[index] ?? NaN
  // Half the cross product of the diagonals.
  const [dx, dy] = [at(above + 2) - at(corner), at(above + 3) - at(corner + 1)]
  const [ex, ey] = [at(above) - at(corner + 2), at(above + 1) - at(corner + 3)]
  return (dx * ey - dy * ex) / 2
}

function pieceLength(places: Float32Array, i: number): number {
  const at = (index: number) => places[index] ?? NaN
  return Math.hypot(at(2 * i + 2) - at(2 * i), at(2 * i + 3) - at(2 * i + 1))
}
