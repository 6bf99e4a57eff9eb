/**
 * A generator that changes a picture: down by halves, residual blocks, up again (Johnson et al. 2016; Zhu et al. 2017, without norms and
 * smaller), and added to the picture it was given: what need not change goes by. Must not know what it changes a picture into.
 */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { residualBlock } from '../composite/residual-block.ts'
import { residual } from '../composite/sum.ts'
import { variancePreserving } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { convolutionLayer, transposedConvolutionLayer } from '../layers/convolution.ts'
import { normed } from '../norms.ts'
import type { Pictures, PictureShape } from '../sides.ts'

const NETWORK = 'generator'
const BLOCKS = 3
/** Larger pictures are halved twice. */
const HALVED_ONCE = 32

/** @param way begins the names of its layers */
export function translatorLayers(config: RunConfig, pictures: Pictures, way: string): Layer[] {
  const { image } = pictures
  const halvings = image[0] > HALVED_ONCE ? 2 : 1
  const sizes = Array.from({ length: halvings + 1 }, (_, h): PictureShape => {
    const side = image[0] / 2 ** h
    return [side, side, config.width * 2 ** h]
  })
  return [residual({ name: `${way}/change`, inputShape: image, inner: inside(config, image, sizes, way) })]
}

/** @param sizes the pictures on the way down, the first of the image's side */
function inside(
  config: RunConfig,
  image: PictureShape,
  sizes: readonly PictureShape[],
  way: string,
): Layer[] {
  const rule = variancePreserving(config.initScale)
  // Each block adds to the signal: scaled as in residual.ts.
  const ofBlocks = variancePreserving(config.initScale * BLOCKS ** -0.25)
  const common = { norm: config.gNorm, network: NETWORK, scaleDeviation: 0 } as const
  const first = sizes[0] ?? image
  const bottom = sizes.at(-1) ?? image
  const convolved = (
    name: string,
    from: PictureShape,
    to: PictureShape,
    kind: 'same' | 'down' | 'up',
  ): Layer[] =>
    normed(
      {
        ...common,
        name: `${way}/${name}-norm`,
        activation: kind === 'up' ? 'relu' : 'leaky-relu',
      },
      (activation, biased) => {
        const options = {
          network: NETWORK,
          name: `${way}/${name}`,
          inputShape: from,
          channels: to[2],
          activation,
          biased,
          rule,
        }
        if (kind === 'up') return [transposedConvolutionLayer(options)]
        return [convolutionLayer(kind === 'same' ? { ...options, kernel: 3, stride: 1 } : options)]
      },
    )
  const down = sizes.slice(1).flatMap((to, i) => convolved(`down${i + 1}`, sizes[i] ?? first, to, 'down'))
  const up = sizes
    .toReversed()
    .slice(1)
    .flatMap((to, i) => convolved(`up${i + 1}`, sizes.at(-1 - i) ?? bottom, to, 'up'))
  return [
    ...convolved('in', image, first, 'same'),
    ...down,
    ...Array.from({ length: BLOCKS }, (_, i) =>
      residualBlock(NETWORK, `${way}/block${i + 1}`, bottom, ofBlocks),
    ),
    ...up,
    convolutionLayer({
      network: NETWORK,
      name: `${way}/out`,
      inputShape: first,
      channels: image[2],
      kernel: 3,
      stride: 1,
      activation: 'linear',
      biased: true,
      rule,
    }),
  ]
}
