/**
 * A generator of pictures from pictures: a U-Net (Ronneberger et al. 2015; Isola et al. 2017) from the source, whose last layer
 * starts at zero. So a fresh one hands on the source itself, or what is certain of it: it begins where the baseline stands. Must
 * not know how a source is made.
 */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { KeepOp } from '../../../../common/networks/layer-op.ts'
import { sourceShape } from '../../../../common/restore/restore-config.ts'
import type { RestoreSourceId } from '../../../../common/restore/sources.ts'
import { skip } from '../composite/concatenate.ts'
import { residual } from '../composite/sum.ts'
import { variancePreserving, zeros } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { convolutionLayer, transposedConvolutionLayer } from '../layers/convolution.ts'
import { normed } from '../norms.ts'
import type { Pictures, PictureShape } from '../sides.ts'
import { keepLayer } from './keep.ts'
import { shadesLayer } from './shades.ts'

const NETWORK = 'generator'

/** How a picture comes of a source. Nothing is certain of a picture whose source is of another kind. */
const ENDS: Record<RestoreSourceId, 'changed' | Exclude<KeepOp['keeps'], 'range'> | 'free'> = {
  half: 'changed',
  quarter: 'changed',
  noise: 'changed',
  blur: 'changed',
  mosaic: 'changed',
  gray: 'light',
  hole: 'known',
  edges: 'free',
  pairs: 'free',
}

/** @param colours of each shade, [256, channels], where gray pictures are given colour; null: each shade as it is */
export function unetLayers(
  config: RunConfig,
  pictures: Pictures,
  source: RestoreSourceId,
  colours: Float32Array | null,
): Layer[] {
  const { image } = pictures
  const end = ENDS[source]
  const given = end === 'light' ? image : sourceShape(source, image)
  const layers = [...levels(config, pictures, given), last(config, pictures, given, end === 'free')]
  switch (end) {
    case 'free':
      return layers
    case 'known':
      return [...layers, keepLayer('kept', image, end)]
    case 'light':
      return [
        shadesLayer(NETWORK, image, colours),
        residual({ name: 'change', inputShape: given, inner: layers }),
        keepLayer('kept', image, end),
      ]
    case 'changed':
      return [
        residual({ name: 'change', inputShape: given, inner: layers }),
        keepLayer('kept', image, 'range'),
      ]
  }
}

/** Each level beside the one below it: `level1` from the source's side to half of it and back. */
function levels(config: RunConfig, { inside }: Pictures, given: readonly number[]): Layer[] {
  const sides = inside.toReversed()
  const rule = variancePreserving(config.initScale)
  const common = { norm: config.gNorm, network: NETWORK, scaleDeviation: 0 } as const
  const level = (index: number, inputShape: readonly number[]): Layer[] => {
    const [larger, smaller] = [sides[index - 1], sides[index]]
    if (larger === undefined || smaller === undefined) return bottom(config, inputShape)
    const name = `level${index}`
    const down = normed(
      { ...common, name: `${name}/down-norm`, activation: 'leaky-relu' },
      (activation, biased) => [
        convolutionLayer({
          network: NETWORK,
          name: `${name}/down`,
          inputShape,
          channels: smaller[2],
          activation,
          biased,
          rule,
        }),
      ],
    )
    const inner = level(index + 1, smaller)
    const below = inner.at(-1)?.outputShape ?? smaller
    const up = normed({ ...common, name: `${name}/up-norm`, activation: 'relu' }, (activation, biased) => [
      transposedConvolutionLayer({
        network: NETWORK,
        name: `${name}/up`,
        inputShape: below,
        channels: larger[2],
        activation,
        biased,
        rule,
      }),
    ])
    return [skip({ name, inputShape, down, inner, up })]
  }
  return level(1, given)
}

/** At the smallest side: every pixel there comes to know its neighbours. */
function bottom({ initScale }: RunConfig, inputShape: readonly number[]): Layer[] {
  return [
    convolutionLayer({
      network: NETWORK,
      name: 'bottom',
      inputShape,
      channels: inputShape.at(-1) ?? 0,
      kernel: 3,
      stride: 1,
      activation: 'leaky-relu',
      biased: true,
      rule: variancePreserving(initScale),
    }),
  ]
}

/** @param free a picture of its own, in (−1, 1); else what is to be added, at first nothing */
function last(
  { initScale }: RunConfig,
  { image, inside }: Pictures,
  given: readonly number[],
  free: boolean,
): Layer {
  const channels = (inside.at(-1)?.[2] ?? 0) + (given.at(-1) ?? 0)
  const inputShape: PictureShape = [image[0], image[1], channels]
  return convolutionLayer({
    network: NETWORK,
    name: 'picture',
    inputShape,
    channels: image[2],
    kernel: 3,
    stride: 1,
    activation: free ? 'tanh' : 'linear',
    biased: true,
    rule: free ? variancePreserving(initScale) : () => zeros,
  })
}
