/** Jensen–Shannon divergence of two point clouds over a histogram, as GAN Lab draws it (without its slip). */
import { countRows, type Rows } from './rows.ts'

export interface GridOptions {
  /** The histogram spans [−extent, extent]². */
  extent: number
  /** Cells per side. */
  cells?: number
  /** Added to the share of every cell before both are scaled to sum 1 again. */
  floor?: number
}

/**
 * JS = ½Σ p log₂(p/m) + ½Σ q log₂(q/m), m = ½(p + q), in bits, [0, 1]. 30×30 cells, floor 1e-4 on each share (GAN Lab,
 * ganlab_evaluators.ts; it does not rescale, we do, so that both stay distributions). Points outside the square or not
 * finite share one more cell: nothing is dropped. Depends on cells and n: equal clouds of n points each have about
 * (occupied cells)/(4 n ln 2) bits by chance when the floor is 0. Cost n + m + cells².
 */
export function gridDivergence(real: Float32Array, fake: Float32Array, options: GridOptions): number {
  const { extent, cells = 30, floor = 1e-4 } = options
  const p = histogram(real, extent, cells, floor)
  const q = histogram(fake, extent, cells, floor)
  return jensenShannon(p, q) / Math.LN2
}

/** Jensen–Shannon divergence of two distributions over the same bins, in nats, [0, ln 2]. 0 log 0 is 0. */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < p.length; i++) {
    const a = p[i] ?? 0
    const b = q[i] ?? 0
    const middle = (a + b) / 2
    if (a > 0) total += (a * Math.log(a / middle)) / 2
    if (b > 0) total += (b * Math.log(b / middle)) / 2
  }
  return Math.max(0, total)
}

/** Shares of the cells, and of one last cell for whatever lies in none. */
function histogram(points: Float32Array, extent: number, cells: number, floor: number): Float64Array {
  const count = countRows({ values: points, dimensions: 2 } satisfies Rows)
  const shares = new Float64Array(cells * cells + 1).fill(floor)
  const scale = cells / (2 * extent)
  for (let at = 0; at < points.length; at += 2) {
    const column = Math.floor(((points[at] ?? NaN) + extent) * scale)
    const row = Math.floor(((points[at + 1] ?? NaN) + extent) * scale)
    const inside = column >= 0 && column < cells && row >= 0 && row < cells
    const cell = inside ? row * cells + column : cells * cells
    shares[cell] = (shares[cell] ?? 0) + 1 / count
  }
  const total = 1 + floor * shares.length
  return shares.map((share) => share / total)
}
