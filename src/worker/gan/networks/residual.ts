/**
 * A small residual pair by R3GAN's rules (Huang et al. 2024): one block at each side, fixed resamplers, no norms, and
 * no tanh at the end of the generator. Made for the paired relativistic loss with R1 and R2.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { generatorInput, logitLayer } from './classes.ts'
import { onFeatures, onItems, onLast, widthOf } from './diversity.ts'
import { variancePreserving } from './initialisers.ts'
import type { Layer } from './layer.ts'
import { denseLayer } from './layers/dense.ts'
import { pointwiseLayer, resampleLayer, residualBlock } from './layers/residual.ts'
import { reshapeLayer } from './layers/reshape.ts'
import type { PairBuilder } from './pair.ts'
import { channelsAt, sidesOf, type Sides } from './sides.ts'

export const residualPair: PairBuilder = (config, itemShape, classes = 0) => {
  const sides = sidesOf(itemShape)
  return {
    generator: generator(config, sides, classes),
    discriminator: discriminator(config, sides, classes),
  }
}

/** Each block adds to the signal: L of them, scaled by L^(−1/4), keep its variance in bounds (Zhang et al. 2019, Fixup). */
function blockRule(config: RunConfig, blocks: number) {
  return variancePreserving(config.initScale * blocks ** -0.25)
}

function generator(config: RunConfig, { sides, first, channels }: Sides, classes: number): Layer[] {
  const network = 'generator'
  const rule = variancePreserving(config.initScale)
  const ups = sides.length - 1
  const deepest = channelsAt(config.width, ups)
  const start = generatorInput(config.latent, classes)
  const layers: Layer[] = [
    ...start.layers,
    denseLayer({
      network,
      name: 'dense1',
      inputs: start.inputs,
      units: first * first * deepest,
      activation: 'linear',
      biased: true,
      rule,
    }),
    reshapeLayer('picture', [first, first, deepest]),
  ]
  sides.forEach((side, i) => {
    const width = channelsAt(config.width, ups - i)
    layers.push(residualBlock(network, `block${i + 1}`, [side, side, width], blockRule(config, sides.length)))
    const next = channelsAt(config.width, ups - i - 1)
    if (i === ups) {
      layers.push(pointwiseLayer(network, 'output', [side, side, width], channels, rule))
      return
    }
    if (next !== width)
      layers.push(pointwiseLayer(network, `narrow${i + 1}`, [side, side, width], next, rule))
    layers.push(resampleLayer(`up${i + 1}`, [side, side, next], 'up'))
  })
  return layers
}

function discriminator(config: RunConfig, { sides, first, size, channels }: Sides, classes: number): Layer[] {
  const network = 'discriminator'
  const rule = variancePreserving(config.initScale)
  const shown = onItems(config, [size, size, channels])
  const inputs = shown.shape.at(-1) ?? channels
  const layers: Layer[] = [
    ...shown.layers,
    pointwiseLayer(network, 'input', [size, size, inputs], channelsAt(config.width, 0), rule),
  ]
  sides.toReversed().forEach((side, i) => {
    const width = channelsAt(config.width, i)
    layers.push(residualBlock(network, `block${i + 1}`, [side, side, width], blockRule(config, sides.length)))
    if (side === first) return
    const next = channelsAt(config.width, i + 1)
    layers.push(resampleLayer(`down${i + 1}`, [side, side, width], 'down'))
    if (next !== width) {
      layers.push(pointwiseLayer(network, `widen${i + 1}`, [side / 2, side / 2, width], next, rule))
    }
  })
  const last = onLast(config, [first, first, channelsAt(config.width, sides.length - 1)])
  const features = onFeatures(config, widthOf(last))
  return [
    ...layers,
    ...last.layers,
    reshapeLayer('flat', [widthOf(last)]),
    ...features.layers,
    logitLayer('none', classes, { inputs: widthOf(features), rule }),
  ]
}
