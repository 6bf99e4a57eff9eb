/**
 * DCGAN pairs (Radford et al. 2016): the generator doubles a small picture up to the image, the discriminator halves
 * it down. 28 px start from 7×7, powers of two from 4×4; `width` channels next to the image, doubling at each
 * halving, at most 8×.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { onItems } from './diversity.ts'
import { firstPicture, toLogit } from './ends.ts'
import { dcganRule, variancePreserving, type WeightRule } from './initialisers.ts'
import type { Layer } from './layer.ts'
import { convolutionLayer, transposedConvolutionLayer } from './layers/convolution.ts'
import { normed } from './norms.ts'
import type { PairBuilder } from './pair.ts'
import { picturesIn, steps, withChannels, type Pictures } from './sides.ts'

/** DCGAN's code draws the norm's scales from N(1, 0.02²). */
const SCALE_DEVIATION = 0.02

export const dcganPair: PairBuilder = (config, itemShape, classes = 0) => {
  const pictures = picturesIn(itemShape, config.width)
  return {
    generator: generator(config, pictures, classes),
    discriminator: discriminator(config, pictures, classes),
  }
}

/** DCGAN's small weights suit networks whose norms rescale the signal; without norms it would fade away. */
function ruleFor(config: RunConfig, norm: RunConfig['dNorm']): WeightRule {
  return norm === 'batch' ? dcganRule(config.initScale) : variancePreserving(config.initScale)
}

function generator(config: RunConfig, { image, inside, smallest }: Pictures, classes: number): Layer[] {
  const network = 'generator'
  const rule = ruleFor(config, config.gNorm)
  const hidden = { norm: config.gNorm, network, activation: 'relu', scaleDeviation: SCALE_DEVIATION } as const
  const last = { ...hidden, norm: 'none', activation: 'tanh' } as const
  return [
    ...normed({ ...hidden, name: 'norm0' }, (activation, biased) =>
      firstPicture(config, smallest, classes, { activation, biased, rule }),
    ),
    ...steps([...inside.slice(0, -1), image]).flatMap(({ from, to }, i) =>
      normed({ ...(to === image ? last : hidden), name: `norm${i + 1}` }, (activation, biased) => [
        transposedConvolutionLayer({
          network,
          name: `up${i + 1}`,
          inputShape: from,
          channels: to[2],
          activation,
          biased,
          rule,
        }),
      ]),
    ),
  ]
}

function discriminator(config: RunConfig, { image, inside, smallest }: Pictures, classes: number): Layer[] {
  const network = 'discriminator'
  const { dNorm } = config
  const rule = ruleFor(config, dNorm)
  const shown = onItems(config, image)
  const seen = withChannels(image, shown.shape.at(-1) ?? 0)
  const hidden = { norm: dNorm, network, activation: 'leaky-relu', scaleDeviation: SCALE_DEVIATION } as const
  // As in DCGAN, the discriminator's first layer has no norm: it would hide the pictures' brightness and contrast.
  const first = { ...hidden, norm: dNorm === 'spectral' ? dNorm : 'none' } as const
  return [
    ...shown.layers,
    ...steps([seen, ...inside.slice(0, -1).toReversed()]).flatMap(({ from, to }, i) =>
      normed({ ...(from === seen ? first : hidden), name: `norm${i + 1}` }, (activation, biased) => [
        convolutionLayer({
          network,
          name: `down${i + 1}`,
          inputShape: from,
          channels: to[2],
          activation,
          biased,
          rule,
        }),
      ]),
    ),
    ...toLogit(config, smallest, classes, { norm: dNorm, rule }),
  ]
}
