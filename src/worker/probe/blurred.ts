/**
 * A density over the plane, blurred by a round Gaussian and averaged over the cells of a window: the same measure for
 * samples and for a distribution that is known, so that both can be held side by side. Pure numbers.
 */
import type { Atoms, KnownDensity, Mosaic } from '../data/point-set.ts'
import { normalShare } from '../../common/numbers/normal.ts'
import type { PlaneWindow } from '../../common/items/viewport.ts'

/** Beyond this many deviations a Gaussian counts for nothing. */
const REACH = 4.5

/**
 * Mean density in each of side×side cells over the window, row 0 at the top, in shares per unit of area.
 * @param blur deviation of the Gaussian that everything is blurred by, data units, above 0
 */
export function blurredDensity(
  source: KnownDensity,
  window: PlaneWindow,
  side: number,
  blur: number,
): Float32Array {
  return source.kind === 'atoms' ? ofAtoms(source, window, side, blur) : ofMosaic(source, window, side, blur)
}

function ofAtoms({ centres, std }: Atoms, window: PlaneWindow, side: number, blur: number): Float32Array {
  const out = new Float32Array(side * side)
  const deviation = Math.hypot(std, blur)
  const count = centres.length / 2
  const cell = (2 * window.half) / side
  const left = window.x - window.half
  const bottom = window.y - window.half
  const columns = new Float64Array(side)
  const rows = new Float64Array(side)
  for (let i = 0; i < count; i++) {
    const across = spread((centres[2 * i] ?? NaN) - left, deviation, cell, side, columns)
    const up = spread((centres[2 * i + 1] ?? NaN) - bottom, deviation, cell, side, rows)
    for (let row = up.first; row <= up.last; row++) {
      const share = (rows[row] ?? 0) / (count * cell * cell)
      const start = (side - 1 - row) * side
      for (let column = across.first; column <= across.last; column++) {
        out[start + column] = (out[start + column] ?? 0) + share * (columns[column] ?? 0)
      }
    }
  }
  return out
}

/**
 * Shares of a Gaussian at `place` that fall into each of `side` cells from 0 on. NaN falls nowhere.
 * @returns the cells written to
 */
function spread(
  place: number,
  deviation: number,
  cell: number,
  side: number,
  shares: Float64Array,
): { first: number; last: number } {
  const reach = REACH * deviation
  // Written so that NaN leaves nothing between first and last.
  if (!(place + reach >= 0 && place - reach <= side * cell)) return { first: 0, last: -1 }
  const first = Math.max(0, Math.floor((place - reach) / cell))
  const last = Math.min(side - 1, Math.floor((place + reach) / cell))
  let under = phi((first * cell - place) / deviation)
  for (let at = first; at <= last; at++) {
    const upTo = phi(((at + 1) * cell - place) / deviation)
    shares[at] = upTo - under
    under = upTo
  }
  return { first, last }
}

const TABLE_REACH = 6
const TABLE_STEPS = 4096
let table: Float64Array | null = null

/** Φ from a table with straight lines between: within 3·10⁻⁷, for the hundred thousands of a look. */
function phi(z: number): number {
  table ??= Float64Array.from({ length: TABLE_STEPS + 2 }, (_, i) =>
    normalShare((2 * TABLE_REACH * i) / TABLE_STEPS - TABLE_REACH),
  )
  if (z <= -TABLE_REACH) return 0
  if (z >= TABLE_REACH) return 1
  const at = ((z + TABLE_REACH) / (2 * TABLE_REACH)) * TABLE_STEPS
  const index = Math.floor(at)
  const low = table[index] ?? 0
  return low + ((table[index + 1] ?? 1) - low) * (at - index)
}

/** Separable: what one source column gives to each target column is the same for every row. */
function ofMosaic(source: Mosaic, window: PlaneWindow, side: number, blur: number): Float32Array {
  const total = source.weights.reduce((sum, weight) => sum + inked(weight), 0)
  const across = overlaps(source, window.x - window.half, window, side, blur)
  const up = overlaps(source, window.y - window.half, window, side, blur)
  const half = new Float64Array(source.side * side)
  for (let from = 0; from < source.side; from++) {
    for (let column = 0; column < side; column++) {
      let sum = 0
      for (let x = 0; x < source.side; x++) {
        sum += inked(source.weights[from * source.side + x]) * (across[x * side + column] ?? 0)
      }
      half[from * side + column] = sum
    }
  }
  const cell = (2 * window.half) / side
  const out = new Float32Array(side * side)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      let sum = 0
      for (let from = 0; from < source.side; from++) {
        // The source's row 0 is its highest; `up` counts from below, as `row` does.
        sum += (half[from * side + column] ?? 0) * (up[(source.side - 1 - from) * side + row] ?? 0)
      }
      out[(side - 1 - row) * side + column] = sum / (total * cell * cell)
    }
  }
  return out
}

/** What is negative or not a number counts as no ink, as when it is sampled. */
function inked(weight: number | undefined): number {
  return weight !== undefined && weight > 0 && Number.isFinite(weight) ? weight : 0
}

/** [source.side, side]: share of a blurred source strip that lies in each target strip. */
function overlaps(
  { side: strips, extent }: Mosaic,
  start: number,
  window: PlaneWindow,
  side: number,
  blur: number,
): Float64Array {
  const width = (2 * extent) / strips
  const cell = (2 * window.half) / side
  const out = new Float64Array(strips * side)
  for (let strip = 0; strip < strips; strip++) {
    const low = -extent + strip * width
    const share = (edge: number) => (below(edge - low, blur) - below(edge - low - width, blur)) / width
    for (let at = 0; at < side; at++) {
      out[strip * side + at] = share(start + (at + 1) * cell) - share(start + at * cell)
    }
  }
  return out
}

/** ∫ Φ(t/σ) dt up to x: z Φ(z) + φ(z), times σ. */
function below(x: number, deviation: number): number {
  const z = x / deviation
  return deviation * (z * normalShare(z) + Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI))
}
