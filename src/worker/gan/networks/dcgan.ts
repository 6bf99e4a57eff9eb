/**
 * DCGAN pairs (Radford et al. 2016): the generator doubles a small picture up to the image, the discriminator halves
 * it down. 28 px start from 7×7, powers of two from 4×4; `width` channels next to the image, doubling at each
 * halving, at most 8×.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { generatorInput, logitLayer } from './classes.ts'
import { onFeatures, onItems, onLast, widthOf } from './diversity.ts'
import type { Activation } from './activations.ts'
import { dcganRule, variancePreserving, type WeightRule } from './initialisers.ts'
import type { Layer } from './layer.ts'
import { batchNormLayer } from './layers/batch-norm.ts'
import { convolutionLayer, transposedConvolutionLayer } from './layers/convolution.ts'
import { denseLayer } from './layers/dense.ts'
import { reshapeLayer } from './layers/reshape.ts'
import { normed } from './norms.ts'
import type { PairBuilder } from './pair.ts'
import { channelsAt, sidesOf } from './sides.ts'

/** DCGAN's code draws the norm's scales from N(1, 0.02²). */
const SCALE_DEVIATION = 0.02

export const dcganPair: PairBuilder = (config, itemShape, classes = 0) => {
  const { sides, channels } = sidesOf(itemShape)
  return {
    generator: generator(config, sides, channels, classes),
    discriminator: discriminator(config, sides, channels, classes),
  }
}

/** DCGAN's small weights suit networks whose norms rescale the signal; without norms it would fade away. */
function ruleFor(config: RunConfig, norm: RunConfig['dNorm']): WeightRule {
  return norm === 'batch' ? dcganRule(config.initScale) : variancePreserving(config.initScale)
}

function generator(config: RunConfig, sides: readonly number[], channels: number, classes: number): Layer[] {
  const network = 'generator'
  const rule = ruleFor(config, config.gNorm)
  const ups = sides.length - 1
  const first = sides[0] ?? 1
  const deepest = channelsAt(config.width, ups)
  const normed = config.gNorm === 'batch'
  const start = generatorInput(config.latent, classes)
  const layers: Layer[] = [
    ...start.layers,
    denseLayer({
      network,
      name: 'dense1',
      inputs: start.inputs,
      units: first * first * deepest,
      activation: normed ? 'linear' : 'relu',
      biased: !normed,
      rule,
    }),
    reshapeLayer('picture', [first, first, deepest]),
    ...normIf(normed, network, 'norm0', [first, first, deepest], 'relu'),
  ]
  for (let i = 1; i <= ups; i++) {
    const side = sides[i - 1] ?? 1
    const last = i === ups
    const out = last ? channels : channelsAt(config.width, ups - i)
    const hiddenNorm = normed && !last
    layers.push(
      transposedConvolutionLayer({
        network,
        name: `up${i}`,
        inputShape: [side, side, channelsAt(config.width, ups - i + 1)],
        channels: out,
        activation: last ? 'tanh' : hiddenNorm ? 'linear' : 'relu',
        biased: !hiddenNorm,
        rule,
      }),
      ...normIf(hiddenNorm, network, `norm${i}`, [side * 2, side * 2, out], 'relu'),
    )
  }
  return layers
}

function discriminator(
  config: RunConfig,
  sides: readonly number[],
  channels: number,
  classes: number,
): Layer[] {
  const network = 'discriminator'
  const rule = ruleFor(config, config.dNorm)
  const downs = sides.length - 1
  const size = sides[downs] ?? 1
  const shown = onItems(config, [size, size, channels])
  const layers: Layer[] = [...shown.layers]
  let inputs = shown.shape.at(-1) ?? channels
  for (let i = 1; i <= downs; i++) {
    const side = sides[downs - i + 1] ?? 1
    const out = channelsAt(config.width, i)
    // As in DCGAN, the discriminator's first layer has no norm: it would hide the pictures' brightness and contrast.
    const norm = i === 1 && config.dNorm !== 'spectral' ? 'none' : config.dNorm
    const options = {
      network,
      name: `down${i}`,
      inputShape: [side, side, inputs],
      channels: out,
      rule,
    } as const
    layers.push(
      ...normed(
        { norm, network, name: `norm${i}`, activation: 'leaky-relu', scaleDeviation: SCALE_DEVIATION },
        (activation, biased) => convolutionLayer({ ...options, activation, biased }),
      ),
    )
    inputs = out
  }
  const first = sides[0] ?? 1
  const last = onLast(config, [first, first, inputs])
  const features = onFeatures(config, widthOf(last))
  layers.push(
    ...last.layers,
    reshapeLayer('flat', [widthOf(last)]),
    ...features.layers,
    logitLayer(config.dNorm, classes, { inputs: widthOf(features), rule }),
  )
  return layers
}

function normIf(
  wanted: boolean,
  network: string,
  name: string,
  shape: readonly number[],
  activation: Activation,
): Layer[] {
  if (!wanted) return []
  return [batchNormLayer({ network, name, shape, activation, scaleDeviation: SCALE_DEVIATION })]
}
