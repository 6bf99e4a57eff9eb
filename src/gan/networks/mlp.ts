/** Dense pairs: for points, and for images laid flat. (Goodfellow et al. 2014) */
import type { RunConfig } from '../../config/run-config.ts'
import { onFeatures, onItems, onLast, widthOf } from './diversity.ts'
import type { Activation } from './activations.ts'
import { variancePreserving, type WeightRule } from './initialisers.ts'
import { sizeOf, type Layer } from './layer.ts'
import { denseLayer } from './layers/dense.ts'
import { reshapeLayer } from './layers/reshape.ts'
import { normed, normedOutput } from './norms.ts'
import type { PairBuilder } from './pair.ts'

export const mlpPair: PairBuilder = (config, itemShape) => {
  const rule = variancePreserving(config.initScale)
  const values = sizeOf(itemShape)
  const images = itemShape.length === 3
  return {
    generator: [
      ...hidden('generator', config.latent, config.gLayers, config.gNorm, config.activation, rule),
      output('generator', lastOf(config.gLayers, config.latent), values, images ? 'tanh' : 'linear', rule),
      ...(images ? [reshapeLayer('image', itemShape)] : []),
    ],
    discriminator: discriminator(config, itemShape, rule),
  }
}

function discriminator(config: RunConfig, itemShape: readonly number[], rule: WeightRule): Layer[] {
  const shown = onItems(config, itemShape)
  const values = widthOf(shown)
  const last = onLast(config, [lastOf(config.dLayers, values)])
  const features = onFeatures(config, widthOf(last))
  return [
    ...shown.layers,
    ...(itemShape.length === 3 ? [reshapeLayer('flat', [values])] : []),
    ...hidden('discriminator', values, config.dLayers, config.dNorm, config.activation, rule),
    ...last.layers,
    ...features.layers,
    normedOutput(config.dNorm, output('discriminator', widthOf(features), 1, 'linear', rule)),
  ]
}

function lastOf(widths: readonly number[], otherwise: number): number {
  return widths.at(-1) ?? otherwise
}

function output(network: string, inputs: number, units: number, activation: Activation, rule: WeightRule) {
  return denseLayer({ network, name: 'output', inputs, units, activation, biased: true, rule })
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
    return normed({ norm, network, name: `norm${i + 1}`, activation, scaleDeviation: 0 }, (chosen, biased) =>
      denseLayer({ ...options, activation: chosen, biased }),
    )
  })
}
