/** What a model's builder makes: both networks' layers, as data. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { ItemShape } from '../../../common/items/item-shape.ts'
import type { OutputActivation } from '../game-types.ts'
import type { Layer } from './layer.ts'
import type { RowLayout } from './row-layout.ts'

export interface Pair {
  /** [n, latent] → [n, …item]; without a latent, from what it is told: see `generate` of step/players.ts. */
  readonly generator: readonly Layer[]
  /** [n, …item] → [n, 1], or logits of any shape: a patch discriminator gives one for each patch. */
  readonly discriminator: readonly Layer[]
}

/** Of items whose kind nobody names: plain rows have no bounds, what has sides is a picture. */
export function usualOutput(itemShape: ItemShape): OutputActivation {
  return itemShape.length === 1 ? 'linear' : 'tanh'
}

/**
 * @param classes of a conditional pair; 0 or absent: none
 * @param output what a dense generator ends in; absent: what is usual for the shape
 * @param rows how a table's rows lie in an item; absent: items are no rows
 * @param colours mean colour of each shade of real pictures, [256, channels]; absent: nobody knows
 * @throws GanvasError `config-unsupported` for items the model cannot make
 */
export type PairBuilder = (
  config: RunConfig,
  itemShape: ItemShape,
  classes?: number,
  output?: OutputActivation,
  rows?: RowLayout | null,
  colours?: Float32Array | null,
) => Pair
