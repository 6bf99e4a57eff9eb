/** Each optimiser in Python, as src/worker/gan/optimizers/rules has it. A missing one does not compile. */
import type { OptimizerId } from '../../../common/catalog/optimizers.ts'
import adam from './python/rules/adam.py?raw'
import aheadAdam from './python/rules/ahead-adam.py?raw'
import aheadRmsprop from './python/rules/ahead-rmsprop.py?raw'
import aheadSgd from './python/rules/ahead-sgd.py?raw'
import rmsprop from './python/rules/rmsprop.py?raw'
import sgd from './python/rules/sgd.py?raw'

interface OptimizerText {
  readonly source: string
  /** The same as a function that gradients flow through. */
  readonly ahead: string
  readonly update: (role: string, network: string, rate: string) => string
}

export const OPTIMIZER_TEXTS: { readonly [Id in OptimizerId]: OptimizerText } = {
  adam: {
    source: adam,
    ahead: aheadAdam,
    update: (role, network, rate) => `adam("${role}", ${network}, grads, ${rate}, S.beta1, S.beta2)`,
  },
  sgd: {
    source: sgd,
    ahead: aheadSgd,
    update: (role, network, rate) => `sgd("${role}", ${network}, grads, ${rate}, S.beta1)`,
  },
  rmsprop: {
    source: rmsprop,
    ahead: aheadRmsprop,
    update: (role, network, rate) => `rmsprop("${role}", ${network}, grads, ${rate}, S.beta2)`,
  },
}

/** Adam, which a warm start trains with whatever the game's own optimiser is. */
export const WARM_OPTIMIZER = adam
