/** Every model of the catalogue has its builder here: a missing half does not compile. */
import type { ModelId } from '../../catalog/models.ts'
import { dcganPair } from './dcgan.ts'
import { mlpPair } from './mlp.ts'
import type { PairBuilder } from './pair.ts'

export const PAIRS = { mlp: mlpPair, dcgan: dcganPair } satisfies Record<ModelId, PairBuilder>
