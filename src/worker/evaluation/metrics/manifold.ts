/** Precision, recall, density and coverage: how the two sets lie inside each other's k-NN balls. */
import { NO_BALL, neighbourRadii } from './neighbours.ts'
import { countRows, sameSpace, squaredDistance, type Rows } from './rows.ts'
import { Allowance, type Sliced } from './slices.ts'

export interface ManifoldFigures {
  /** Share of fakes inside at least one real's ball. One outlying real, with its wide ball, inflates it. */
  precision: number
  /** Share of reals inside at least one fake's ball. */
  recall: number
  /** Mean number of real balls that hold a fake, over k; 1 on average for equal distributions, may exceed 1. */
  density: number
  /** Share of reals whose own ball holds a fake; for equal distributions and large n it is 1 − 2^−k. */
  coverage: number
}

/** Neighbours that make a ball (PRDC's default). */
export const BALL_NEIGHBOURS = 5

/**
 * All four over the same balls: radius = distance to the k-th other row of the same set, and inside means strictly
 * nearer. Precision and recall: Kynkäänniemi et al. 2019; density and coverage: Naeem et al. 2020 (prdc.py).
 * Fakes that are not finite lie in no ball and have none. Cost (n²/2 + m²/2 + n·m)·d: 1,000 + 1,000 rows of 256 numbers
 * are 5·10⁸ multiply-adds.
 */
export function* manifoldFigures(real: Rows, fake: Rows, k = BALL_NEIGHBOURS): Sliced<ManifoldFigures> {
  sameSpace(real, fake)
  const realRadii = yield* neighbourRadii(real, k)
  const fakeRadii = yield* neighbourRadii(fake, k)
  const reals = countRows(real)
  const fakes = countRows(fake)
  const precise = new Uint8Array(fakes)
  const allowance = new Allowance()
  let held = 0
  let recalled = 0
  let covered = 0
  for (let i = 0; i < reals; i++) {
    const radius = realRadii[i] ?? NO_BALL
    let holds = 0
    let inside = false
    for (let j = 0; j < fakes; j++) {
      const squared = squaredDistance(real, i, fake, j)
      if (squared < radius) {
        holds++
        precise[j] = 1
      }
      if (squared < (fakeRadii[j] ?? NO_BALL)) inside = true
    }
    held += holds
    if (holds > 0) covered++
    if (inside) recalled++
    if (allowance.spend(fakes * real.dimensions)) yield
  }
  return {
    precision: sum(precise) / fakes,
    recall: recalled / reals,
    density: held / (k * fakes),
    coverage: covered / reals,
  }
}

/**
 * Precision and coverage alone, against radii² fitted once on the reals: cheap enough for a live look. Cost n·m·d.
 * Fakes that are not finite lie in no ball.
 */
export function insideBalls(
  real: Rows,
  radii: Float64Array,
  fake: Rows,
): Pick<ManifoldFigures, 'precision' | 'coverage'> {
  const precise = new Uint8Array(countRows(fake))
  let covered = 0
  for (let i = 0; i < radii.length; i++) {
    const radius = radii[i] ?? NO_BALL
    let holds = false
    for (let j = 0; j < precise.length; j++) {
      if (squaredDistance(real, i, fake, j) < radius) {
        holds = true
        precise[j] = 1
      }
    }
    if (holds) covered++
  }
  return { precision: sum(precise) / precise.length, coverage: covered / radii.length }
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, one) => total + one, 0)
}
