/** Every optimiser of the catalogue has its update rule here: a missing half does not compile. */
import type { OptimizerId } from '../../../../common/catalog/optimizers.ts'
import { adam } from './adam.ts'
import { rmsprop } from './rmsprop.ts'
import type { OptimizerRule } from './rule.ts'
import { sgd } from './sgd.ts'

export const OPTIMIZER_RULES = { adam, sgd, rmsprop } satisfies Record<OptimizerId, OptimizerRule>
