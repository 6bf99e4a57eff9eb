/** The two networks of a run that restores pictures: a U-Net from the source, and patches judged beside it. */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { ItemShape } from '../../../../common/items/item-shape.ts'
import { sourceShape } from '../../../../common/restore/restore-config.ts'
import type { RestoreSourceId } from '../../../../common/restore/sources.ts'
import type { Pair } from '../pair.ts'
import { picturesIn } from '../sides.ts'
import { patchLayers } from './patch.ts'
import { unetLayers } from './unet.ts'

/**
 * @param colours of each shade, [256, channels], to begin colouring with; null: each shade as it is
 * @throws GanvasError `config-unsupported` for what is no picture, or of a side that is not on offer
 */
export function restorePair(
  config: RunConfig,
  itemShape: ItemShape,
  source: RestoreSourceId,
  colours: Float32Array | null = null,
): Pair {
  const pictures = picturesIn(itemShape, config.width)
  return {
    generator: unetLayers(config, pictures, source, colours),
    discriminator: patchLayers(config, pictures, sourceShape(source, itemShape)),
  }
}
