/**
 * The two networks of TVAE (Xu et al. 2019, section 4.5) as layers: an encoder from a row to where its latent may lie, a decoder from a
 * latent to the row before any head. Must not know the loss, nor what a column is called.
 */
import type { Stream } from '../../../common/numbers/random.ts'
import { variancePreserving } from '../networks/initialisers.ts'
import type { Layer } from '../networks/layer.ts'
import { denseLayer } from '../networks/layers/dense.ts'
import { createNetwork, type Network } from '../networks/network.ts'
import { rowWidth, type RowLayout } from '../networks/row-layout.ts'

export interface TvaeConfig {
  /** Units of the encoder's hidden layers, from the row on. */
  readonly encoder: readonly number[]
  /** Units of the decoder's hidden layers, from the latent on. */
  readonly decoder: readonly number[]
  readonly latent: number
  /** What the error of the redrawn row counts beside the divergence. */
  readonly reconstruction: number
  /** Adam's step. */
  readonly rate: number
  /** Share of each weight that is added to its gradient. */
  readonly weightDecay: number
  /** Rows in a step. */
  readonly batch: number
}

/** As in the paper, with what its authors' own runs add: weight decay, and an error that counts twice. */
export const TVAE_DEFAULTS: TvaeConfig = {
  encoder: [128, 128],
  decoder: [128, 128],
  latent: 128,
  reconstruction: 2,
  rate: 1e-3,
  weightDecay: 1e-5,
  batch: 500,
}
export const TVAE_EPOCHS = 300

/** An encoder parts at its end: `trunk` is what both of its ends see. */
export interface Encoder {
  readonly network: Network
  readonly trunk: readonly Layer[]
  /** [n, hidden] → [n, latent] */
  readonly mean: readonly Layer[]
  /** [n, hidden] → [n, latent], ln σ² of each dimension */
  readonly logVariance: readonly Layer[]
}

export function encoderOf(layout: RowLayout, { encoder, latent }: TvaeConfig, stream: Stream): Encoder {
  const network = 'encoder'
  const width = rowWidth(layout)
  const trunk = hiddenLayers(network, width, encoder)
  const inputs = encoder.at(-1) ?? width
  const mean = [linear(network, 'mean', inputs, latent)]
  const logVariance = [linear(network, 'log-variance', inputs, latent)]
  return {
    network: createNetwork(network, [...trunk, ...mean, ...logVariance], stream),
    ...{ trunk, mean, logVariance },
  }
}

/** [n, latent] → [n, width] */
export function decoderOf(layout: RowLayout, { decoder, latent }: TvaeConfig, stream: Stream): Network {
  const network = 'decoder'
  const output = linear(network, 'output', decoder.at(-1) ?? latent, rowWidth(layout))
  return createNetwork(network, [...hiddenLayers(network, latent, decoder), output], stream)
}

function hiddenLayers(network: string, width: number, units: readonly number[]): Layer[] {
  const activation = 'relu'
  return units.map((wide, i) =>
    denseLayer({
      ...{ network, name: `dense${i + 1}`, inputs: units[i - 1] ?? width, units: wide },
      ...{ activation, biased: true, rule: variancePreserving(1) },
    }),
  )
}

function linear(network: string, name: string, inputs: number, units: number): Layer {
  const activation = 'linear'
  return denseLayer({ network, name, inputs, units, activation, biased: true, rule: variancePreserving(1) })
}
