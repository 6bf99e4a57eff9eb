/** Every model of the catalogue has its builder here: a missing half does not compile. */
import { GanvasError } from '../../../common/failure.ts'
import type { ModelId } from '../../../common/catalog/models.ts'
import { ctganPair } from './ctgan.ts'
import { dcganPair } from './dcgan.ts'
import { fourierPair, linearPair, maxoutPair, mlpPair } from './mlp.ts'
import type { Pair, PairBuilder } from './pair.ts'
import { residualPair } from './residual.ts'
import { restorePair } from './from-pictures/restore-pair.ts'
import { translatePair } from './from-pictures/translate-pair.ts'

export const PAIRS = {
  mlp: mlpPair,
  maxout: maxoutPair,
  linear: linearPair,
  fourier: fourierPair,
  dcgan: dcganPair,
  residual: residualPair,
  unet: pairOfSources,
  translator: pairOfWays,
  ctgan: pairOfRows,
} satisfies Record<ModelId, PairBuilder>

function pairOfRows(...[config, , , , rows = null]: Parameters<PairBuilder>): Pair {
  if (rows !== null) return ctganPair(config, rows)
  throw new GanvasError(
    'config-unsupported',
    'These networks make rows of tables, and these data are no table.',
    'Choose the MLP networks.',
  )
}

function pairOfSources(...[config, itemShape, , , , colours]: Parameters<PairBuilder>): Pair {
  if (config.task === 'restore') return restorePair(config, itemShape, config.source, colours)
  throw startFromPictures()
}

function pairOfWays(...[config, itemShape]: Parameters<PairBuilder>): Pair {
  if (config.task === 'translate') return translatePair(config, itemShape)
  throw startFromPictures()
}

function startFromPictures(): GanvasError {
  return new GanvasError(
    'config-unsupported',
    'These networks start from a picture, and this run gives them noise.',
    'Choose the DCGAN networks.',
  )
}
