/** Every loss of the catalogue has its formulas here: a missing half does not compile. */
import type { LossId } from '../../../common/catalog/losses.ts'
import { fused } from './fused.ts'
import { hinge } from './hinge.ts'
import { leastSquares } from './least-squares.ts'
import type { Loss } from './loss.ts'
import { minimax } from './minimax.ts'
import { nonSaturating } from './non-saturating.ts'
import { relativisticAverage } from './relativistic-average.ts'
import { relativisticPaired } from './relativistic-paired.ts'
import { wasserstein } from './wasserstein.ts'

export const LOSS_FORMULAS = {
  'non-saturating': fused('non-saturating', nonSaturating),
  minimax: fused('minimax', minimax),
  'least-squares': fused('least-squares', leastSquares),
  hinge: fused('hinge', hinge),
  wasserstein: fused('wasserstein', wasserstein),
  'relativistic-average': fused('relativistic-average', relativisticAverage),
  'relativistic-paired': fused('relativistic-paired', relativisticPaired),
} satisfies Record<LossId, Loss>
