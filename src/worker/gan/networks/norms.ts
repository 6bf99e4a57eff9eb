/** A layer with weights together with the norm a person chose for it. Used by every builder. */
import type { DiscriminatorNormId } from '../../../common/catalog/models.ts'
import type { Activation } from '../../../common/networks/layer-op.ts'
import type { Layer } from './layer.ts'
import { batchNormLayer } from './layers/batch-norm.ts'
import { layerNormLayer } from './layers/layer-norm.ts'
import { spectrallyNormed } from './layers/spectral.ts'

export interface NormedOptions {
  norm: DiscriminatorNormId
  network: string
  /** Name of the norm's layer, where it has one. */
  name: string
  activation: Activation
  /** Spread of batch norm's first scales around 1. */
  scaleDeviation: number
}

/** Builds the layer with weights, and what belongs to it: with this activation, and with a bias or without. */
export type MakeLayers = (activation: Activation, biased: boolean) => readonly Layer[]

/** The layer that gives the logit: of all norms only the spectral one reaches it. */
export function normedOutput(norm: DiscriminatorNormId, layer: Layer): Layer {
  return norm === 'spectral' ? spectrallyNormed(layer) : layer
}

/** The layer and its norm. A norm comes between weights and activation, and replaces the bias by its own offset. */
export function normed({ norm, ...options }: NormedOptions, make: MakeLayers): Layer[] {
  switch (norm) {
    case 'none':
      return [...make(options.activation, true)]
    case 'spectral':
      return make(options.activation, true).map(spectrallyNormed)
    case 'batch':
      return followed(make('linear', false), (shape) => batchNormLayer({ ...options, shape }))
    case 'layer':
      return followed(make('linear', false), (shape) => layerNormLayer({ ...options, shape }))
  }
}

function followed(layers: readonly Layer[], norm: (shape: readonly number[]) => Layer): Layer[] {
  return [...layers, norm(layers.at(-1)?.outputShape ?? [])]
}
