/** How networks start and end, whatever lies between: from the latent to a first picture, and from features to a logit. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { geometryOf } from '../../../common/items/item-shape.ts'
import { generatorInput, logitLayer } from './classes.ts'
import { onFeatures, onLast, widthOf } from './diversity.ts'
import type { WeightRule } from './initialisers.ts'
import { sizeOf, type Layer } from './layer.ts'
import { denseLayer, type DenseOptions } from './layers/dense.ts'
import { reshapeLayer } from './layers/reshape.ts'

/**
 * From the latent, and the class where there is one, to a generator's smallest picture.
 * @param picture [side, side, channels] @param classes 0: none
 */
export function firstPicture(
  { latent }: RunConfig,
  picture: readonly number[],
  classes: number,
  options: Pick<DenseOptions, 'activation' | 'biased' | 'rule'>,
): Layer[] {
  const { layers, inputs } = generatorInput(latent, classes)
  return [
    ...layers,
    denseLayer({ network: 'generator', name: 'dense1', inputs, units: sizeOf(picture), ...options }),
    reshapeLayer('picture', picture),
  ]
}

/**
 * From a discriminator's last picture or features to its logit, aids against collapse at their places.
 * @param shape of one item's last picture or features @param classes 0: none
 */
export function toLogit(
  config: RunConfig,
  shape: readonly number[],
  classes: number,
  { norm, rule }: { norm: RunConfig['dNorm']; rule: WeightRule },
): Layer[] {
  const last = onLast(config, shape)
  const features = onFeatures(config, widthOf(last))
  return [
    ...last.layers,
    ...(geometryOf(last.shape).type === 'vector' ? [] : [reshapeLayer('flat', [widthOf(last)])]),
    ...features.layers,
    logitLayer(norm, classes, { inputs: widthOf(features), rule }),
  ]
}
