/**
 * Layer norm (Ba et al. 2016): each item is normalised over all its own numbers, then scaled and shifted per channel.
 * Couples no items, so it may stand in a discriminator with a gradient penalty (Gulrajani et al. 2017).
 */
import { add, mean, mul, rsqrt, square, sub, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import type { Activation } from '../../../../common/networks/layer-op.ts'
import { addBias, scaleChannels } from '../../ops/bias.ts'
import { activated, ACTIVATION_RULES } from '../activations.ts'
import { ones, zeros } from '../initialisers.ts'
import { tensorOf, type Layer } from '../layer.ts'

const EPSILON = 1e-5

export interface LayerNormOptions {
  network: string
  name: string
  /** Shape of one item; the last is the channel. */
  shape: readonly number[]
  activation: Activation
}

export function layerNormLayer({ network, name, shape, activation }: LayerNormOptions): Layer {
  const channels = shape.at(-1) ?? 1
  const at = (part: string) => `${network}/${name}/${part}`
  return {
    name,
    op: {
      type: 'layer-norm',
      channels,
      epsilon: EPSILON,
      ...activated(activation),
      weights: { scale: at('scale'), offset: at('offset') },
    },
    outputShape: shape,
    parameters: [
      { name: at('scale'), shape: [channels], initial: ones },
      { name: at('offset'), shape: [channels], initial: zeros },
    ],
    statistics: [],
    couples: false,
    apply: (x, { weights }) => {
      const scaled = scaleChannels(normaliseItems(x), tensorOf(weights, at('scale')))
      return ACTIVATION_RULES[activation].apply(addBias(scaled, tensorOf(weights, at('offset'))))
    },
  }
}

/** (x − mean) / √(variance + ε) over each item [n, …]. */
export function normaliseItems(x: Tensor): Tensor {
  const rows = x.reshape<Tensor2D>([x.shape.at(0) ?? 0, -1])
  const centred = sub(rows, mean(rows, 1, true))
  const variance = mean(square(centred), 1, true)
  return mul(centred, rsqrt(add(variance, EPSILON))).reshape(x.shape)
}
