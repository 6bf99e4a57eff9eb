/** Every model of the catalogue has its builder here: a missing half does not compile. */
import type { ModelId } from '../../../common/catalog/models.ts'
import { dcganPair } from './dcgan.ts'
import { fourierPair, linearPair, maxoutPair, mlpPair } from './mlp.ts'
import type { PairBuilder } from './pair.ts'
import { residualPair } from './residual.ts'

export const PAIRS = {
  mlp: mlpPair,
  maxout: maxoutPair,
  linear: linearPair,
  fourier: fourierPair,
  dcgan: dcganPair,
  residual: residualPair,
} satisfies Record<ModelId, PairBuilder>
