/** How far fakes lie from each other, against how far reals do: the plainest sign of collapse. */
import { countRows, sameSpace, squaredDistance, type Rows } from './rows.ts'
import { Allowance, type Sliced } from './slices.ts'

/**
 * Mean Euclidean distance over all pairs of rows. Cost n²d/2.
 * Rows that are not finite have no distance: the mean is then NaN.
 */
export function* meanPairwiseDistance(rows: Rows): Sliced<number> {
  const count = countRows(rows, 2)
  const allowance = new Allowance()
  let total = 0
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) total += Math.sqrt(squaredDistance(rows, i, rows, j))
    if (allowance.spend(i * rows.dimensions)) yield
  }
  return total / ((count * (count - 1)) / 2)
}

/**
 * Mean pairwise distance of fakes over that of reals: about 1 when healthy, 0 when all fakes are one, and above 1 when
 * they lie wider than the reals. Own composition; MS-SSIM diversity (Odena et al. 2017) is its costlier cousin.
 * Says nothing about single modes: half of a ring's modes, evenly chosen, keep it near 1. Cost (n² + m²)d/2.
 * Fakes that are not finite are no diversity: 0.
 */
export function* diversityRatio(real: Rows, fake: Rows): Sliced<number> {
  sameSpace(real, fake)
  const reference = yield* meanPairwiseDistance(real)
  const spread = yield* meanPairwiseDistance(fake)
  return ratioOf(spread, reference)
}

/** The ratio with its edge cases: nothing finite gives 0; reals that are all one give 1 for fakes that are too. */
export function ratioOf(spread: number, reference: number): number {
  if (!Number.isFinite(spread)) return 0
  if (reference === 0) return spread === 0 ? 1 : Infinity
  return spread / reference
}
