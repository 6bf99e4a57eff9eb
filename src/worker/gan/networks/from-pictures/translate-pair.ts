/** Both networks of a run that translates: each is two, one for each way, and all four are trained at once. */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { ItemShape } from '../../../../common/items/item-shape.ts'
import { either } from '../composite/either.ts'
import type { Pair } from '../pair.ts'
import { keepLayer } from './keep.ts'
import { patchLayers } from './patch.ts'
import { picturesIn } from '../sides.ts'
import { translatorLayers } from './translator.ts'

/** Into the second class, and back into the first. Part of tensors' names: for ever. */
const [THERE, BACK] = ['there', 'back']

/** @throws GanvasError `config-unsupported` for what is no picture, or of a side that is not on offer */
export function translatePair(config: RunConfig, itemShape: ItemShape): Pair {
  const pictures = picturesIn(itemShape, config.width)
  const { image } = pictures
  return {
    generator: [
      either('ways', image, [
        translatorLayers(config, pictures, THERE),
        translatorLayers(config, pictures, BACK),
      ]),
      keepLayer('kept', image, 'range'),
    ],
    discriminator: [
      either('ways', image, [
        patchLayers(config, pictures, null, `${THERE}/`),
        patchLayers(config, pictures, null, `${BACK}/`),
      ]),
    ],
  }
}
