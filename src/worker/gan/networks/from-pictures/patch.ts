/**
 * A discriminator that may be told the source and judges a picture patch by patch: many logits an item (Isola et al. 2017, section
 * 3.2.2). Strides first, then kernels of odd sides, which every format pads alike.
 */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { onLast } from '../diversity.ts'
import { variancePreserving } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { besideLayer } from '../layers/beside.ts'
import { convolutionLayer } from '../layers/convolution.ts'
import { normed, normedOutput } from '../norms.ts'
import { withChannels, type Pictures, type PictureShape } from '../sides.ts'

const NETWORK = 'discriminator'
/** Smaller pictures are halved once: a patch must not be all of the picture. */
const HALVED_TWICE = 24

/**
 * A logit sees 26 pixels of a side; of pictures that are halved once, 12.
 * @param source shape of one source; null: it is told none @param prefix begins the names of its layers
 */
export function patchLayers(
  config: RunConfig,
  { image }: Pictures,
  source: readonly number[] | null,
  prefix = '',
): Layer[] {
  const { dNorm, width } = config
  const rule = variancePreserving(config.initScale)
  const hidden = { norm: dNorm, network: NETWORK, activation: 'leaky-relu', scaleDeviation: 0 } as const
  const told = withChannels(image, image[2] + (source?.at(-1) ?? 0))
  const plan = [
    { channels: width, kernel: 4, stride: 2 },
    ...(image[0] < HALVED_TWICE ? [] : [{ channels: 2 * width, kernel: 4, stride: 2 }]),
    { channels: 2 * width, kernel: 3, stride: 1 },
  ]
  let at: PictureShape = told
  const seen = plan.flatMap(({ channels, kernel, stride }, i) => {
    const inputShape = at
    at = [Math.ceil(at[0] / stride), Math.ceil(at[1] / stride), channels]
    // As in DCGAN, the first layer has no norm but the spectral one.
    const norm = i === 0 && dNorm !== 'spectral' ? 'none' : dNorm
    return normed({ ...hidden, norm, name: `${prefix}norm${i + 1}` }, (activation, biased) => [
      convolutionLayer({
        network: NETWORK,
        name: `${prefix}see${i + 1}`,
        inputShape,
        channels,
        kernel,
        stride,
        activation,
        biased,
        rule,
      }),
    ])
  })
  const last = onLast(config, at)
  return [
    ...(source === null
      ? []
      : [besideLayer({ name: 'told', shape: image, condition: 'source', conditionShape: source })]),
    ...seen,
    ...last.layers,
    normedOutput(
      dNorm,
      convolutionLayer({
        network: NETWORK,
        name: `${prefix}logits`,
        inputShape: last.shape,
        channels: 1,
        kernel: 3,
        stride: 1,
        activation: 'linear',
        biased: true,
        rule,
      }),
    ),
  ]
}
