/**
 * A small residual pair by R3GAN's rules (Huang et al. 2024): one block at each side, fixed resamplers, no norms, and
 * no tanh at the end of the generator. Made for the paired relativistic loss with R1 and R2.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { residualBlock } from './composite/residual-block.ts'
import { onItems } from './diversity.ts'
import { firstPicture, toLogit } from './ends.ts'
import { variancePreserving } from './initialisers.ts'
import type { Layer } from './layer.ts'
import { pointwiseLayer } from './layers/pointwise.ts'
import { resampleLayer } from './layers/reshape.ts'
import type { PairBuilder } from './pair.ts'
import { picturesIn, steps, withChannels, type Pictures, type PictureShape } from './sides.ts'

export const residualPair: PairBuilder = (config, itemShape, classes = 0) => {
  const pictures = picturesIn(itemShape, config.width)
  return {
    generator: generator(config, pictures, classes),
    discriminator: discriminator(config, pictures, classes),
  }
}

function generator(config: RunConfig, { image, inside, smallest }: Pictures, classes: number): Layer[] {
  const { block, recoloured, rule } = partsFor('generator', config, inside.length)
  const widest = withChannels(image, config.width)
  return [
    ...firstPicture(config, smallest, classes, { activation: 'linear', biased: true, rule }),
    ...steps(inside).flatMap(({ from, to }, i) => [
      block(i + 1, from),
      ...(from[2] === to[2] ? [] : [recoloured(`narrow${i + 1}`, from, to[2])]),
      resampleLayer(`up${i + 1}`, [from[0], from[1], to[2]], 'up'),
    ]),
    block(inside.length, widest),
    recoloured('output', widest, image[2]),
  ]
}

function discriminator(config: RunConfig, { image, inside, smallest }: Pictures, classes: number): Layer[] {
  const { block, recoloured, rule } = partsFor('discriminator', config, inside.length)
  const shown = onItems(config, image)
  return [
    ...shown.layers,
    recoloured('input', shown.shape, config.width),
    ...steps(inside.toReversed()).flatMap(({ from, to }, i) => [
      block(i + 1, from),
      resampleLayer(`down${i + 1}`, from, 'down'),
      ...(from[2] === to[2] ? [] : [recoloured(`widen${i + 1}`, withChannels(to, from[2]), to[2])]),
    ]),
    block(inside.length, smallest),
    ...toLogit(config, smallest, classes, { norm: 'none', rule }),
  ]
}

/** The layers that both networks are made of. */
function partsFor(network: string, { initScale }: RunConfig, blocks: number) {
  const rule = variancePreserving(initScale)
  // Each block adds to the signal: L of them, scaled by L^(−1/4), keep its variance in bounds (Zhang et al. 2019, Fixup).
  const blockRule = variancePreserving(initScale * blocks ** -0.25)
  return {
    rule,
    block: (number: number, picture: PictureShape) =>
      residualBlock(network, `block${number}`, picture, blockRule),
    recoloured: (name: string, inputShape: readonly number[], channels: number) =>
      pointwiseLayer({ network, name, inputShape, channels, activation: 'linear', rule }),
  }
}
