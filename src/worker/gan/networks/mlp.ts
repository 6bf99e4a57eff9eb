/**
 * Pairs with a dense generator: for rows of numbers, and for pictures laid flat (Goodfellow et al. 2014). Their discriminators
 * differ.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { geometryOf, type ItemShape } from '../../../common/items/item-shape.ts'
import { generatorInput } from './classes.ts'
import { onItems, widthOf } from './diversity.ts'
import { toLogit } from './ends.ts'
import type { Activation } from '../../../common/networks/layer-op.ts'
import { variancePreserving, type WeightRule } from './initialisers.ts'
import { sizeOf, type Layer } from './layer.ts'
import { denseLayer } from './layers/dense.ts'
import { fourierLayer } from './layers/fourier.ts'
import { maxoutLayer } from './layers/maxout.ts'
import { reshapeLayer } from './layers/reshape.ts'
import { normed } from './norms.ts'
import type { OutputActivation } from '../game-types.ts'
import { usualOutput, type PairBuilder } from './pair.ts'

/** Dense layers on both sides. */
export const mlpPair: PairBuilder = (config, itemShape, classes = 0, output = usualOutput(itemShape)) => ({
  generator: denseGenerator(config, itemShape, classes, output),
  discriminator: denseDiscriminator(
    config,
    itemShape,
    classes,
    (values, rule) => hidden('discriminator', values, config.dLayers, config.dNorm, config.activation, rule),
    config.dNorm,
  ),
})

/** Maxout layers in the discriminator, as in PacGAN. */
export const maxoutPair: PairBuilder = (config, itemShape, classes = 0, output = usualOutput(itemShape)) => ({
  generator: denseGenerator(config, itemShape, classes, output),
  discriminator: denseDiscriminator(config, itemShape, classes, (values, rule) =>
    config.dLayers.map((units, i) => {
      const inputs = i === 0 ? values : (config.dLayers[i - 1] ?? values)
      return maxoutLayer({ network: 'discriminator', name: `maxout${i + 1}`, inputs, units, rule })
    }),
  ),
})

/** A discriminator that can only weigh the numbers of an item: with the hinge loss, a linear support vector machine. */
export const linearPair: PairBuilder = (config, itemShape, classes = 0, output = usualOutput(itemShape)) => ({
  generator: denseGenerator(config, itemShape, classes, output),
  discriminator: denseDiscriminator(config, itemShape, classes, () => []),
})

/** A kernel machine: as many random features as the discriminator's first hidden layer has units. */
export const fourierPair: PairBuilder = (
  config,
  itemShape,
  classes = 0,
  output = usualOutput(itemShape),
) => ({
  generator: denseGenerator(config, itemShape, classes, output),
  discriminator: denseDiscriminator(config, itemShape, classes, (values) => [
    fourierLayer('discriminator', values, config.dLayers[0] ?? FOURIER_FEATURES),
  ]),
})

/** Features of a Fourier discriminator when no width is given. */
const FOURIER_FEATURES = 256

function denseGenerator(
  config: RunConfig,
  itemShape: ItemShape,
  classes: number,
  output: OutputActivation,
): Layer[] {
  const rule = variancePreserving(config.initScale)
  const start = generatorInput(config.latent, classes)
  const options = {
    network: 'generator',
    name: 'output',
    inputs: config.gLayers.at(-1) ?? start.inputs,
    units: sizeOf(itemShape),
    biased: true,
    rule,
  }
  return [
    ...start.layers,
    ...hidden('generator', start.inputs, config.gLayers, config.gNorm, config.activation, rule),
    denseLayer({ ...options, activation: output }),
    ...(isFlat(itemShape) ? [] : [reshapeLayer('image', itemShape)]),
  ]
}

/** Items laid flat, what `inside` makes of them, and a logit; aids against collapse at their places. */
function denseDiscriminator(
  config: RunConfig,
  itemShape: ItemShape,
  classes: number,
  inside: (values: number, rule: WeightRule) => readonly Layer[],
  norm: RunConfig['dNorm'] = 'none',
): Layer[] {
  const rule = variancePreserving(config.initScale)
  const shown = onItems(config, itemShape)
  const values = widthOf(shown)
  const layers = inside(values, rule)
  return [
    ...shown.layers,
    ...(isFlat(itemShape) ? [] : [reshapeLayer('flat', [values])]),
    ...layers,
    ...toLogit(config, layers.at(-1)?.outputShape ?? [values], classes, { norm, rule }),
  ]
}

/** An item that is laid flat already. */
function isFlat(itemShape: ItemShape): boolean {
  return geometryOf(itemShape).type === 'vector'
}

/** Hidden layers, each with its norm. */
function hidden(
  network: string,
  inputs: number,
  widths: readonly number[],
  norm: RunConfig['dNorm'],
  activation: Activation,
  rule: WeightRule,
): Layer[] {
  return widths.flatMap((units, i) => {
    const before = i === 0 ? inputs : (widths[i - 1] ?? inputs)
    const options = { network, name: `dense${i + 1}`, inputs: before, units, rule }
    return normed(
      { norm, network, name: `norm${i + 1}`, activation, scaleDeviation: 0 },
      (chosen, biased) => [denseLayer({ ...options, activation: chosen, biased })],
    )
  })
}
