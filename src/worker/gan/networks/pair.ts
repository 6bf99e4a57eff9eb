/** What a model's builder makes: both networks' layers, as data. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { ItemShape } from '../../../common/items/item-shape.ts'
import type { Layer } from './layer.ts'

export interface Pair {
  /** [n, latent] → [n, …item]. */
  readonly generator: readonly Layer[]
  /** [n, …item] → [n, 1]. */
  readonly discriminator: readonly Layer[]
}

/**
 * @param classes of a conditional pair; 0 or absent: none
 * @throws GanvasError `config-unsupported` for items the model cannot make
 */
export type PairBuilder = (config: RunConfig, itemShape: ItemShape, classes?: number) => Pair
