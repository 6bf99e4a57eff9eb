/** Every loss of the catalogue has its formulas here: a missing half does not compile. */
import type { LossId } from '../../../common/catalog/losses.ts'
import { fused } from './fused.ts'
import { hinge } from './hinge.ts'
import { leastSquares } from './least-squares.ts'
import type { Loss, LossOf } from './loss.ts'
import { minimax } from './minimax.ts'
import { nonSaturating } from './non-saturating.ts'
import { relativisticAverage } from './relativistic-average.ts'
import { relativisticPaired } from './relativistic-paired.ts'
import { wasserstein } from './wasserstein.ts'

const FORMULAS = {
  'non-saturating': nonSaturating,
  minimax,
  'least-squares': leastSquares,
  hinge,
  wasserstein,
  'relativistic-average': relativisticAverage,
  'relativistic-paired': relativisticPaired,
} satisfies { readonly [Id in LossId]: LossOf<Id> }

/** The loss of an id, in as few kernels as the back end has for it. */
export function lossOf(id: LossId): Loss {
  return fused(id, FORMULAS[id])
}
