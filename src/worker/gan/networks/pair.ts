/** What a model's builder makes: both networks' layers, as data. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { ItemShape } from '../game-types.ts'
import type { Layer } from './layer.ts'

export interface Pair {
  /** [n, latent] → [n, …item]; without a latent, from what it is told: see `generate` of step/players.ts. */
  readonly generator: readonly Layer[]
  /** [n, …item] → [n, 1], or logits of any shape: a patch discriminator gives one for each patch. */
  readonly discriminator: readonly Layer[]
}

/**
 * @param classes of a conditional pair; 0 or absent: none
 * @throws GanvasError `config-unsupported` for items the model cannot make
 */
export type PairBuilder = (config: RunConfig, itemShape: ItemShape, classes?: number) => Pair
