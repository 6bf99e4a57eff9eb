/** A layer with weights together with the norm a person chose for it. Used by every builder. */
import type { DiscriminatorNormId } from '../../../common/catalog/models.ts'
import type { Activation } from './activations.ts'
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

/** Builds the layer with weights: with this activation, and with a bias or without. */
export type MakeLayer = (activation: Activation, biased: boolean) => Layer

/** The layer that gives the logit: of all norms only the spectral one reaches it. */
export function normedOutput(norm: DiscriminatorNormId, layer: Layer): Layer {
  return norm === 'spectral' ? spectrallyNormed(layer) : layer
}

/** The layer and its norm. A norm comes between weights and activation, and replaces the bias by its own offset. */
export function normed({ norm, ...options }: NormedOptions, make: MakeLayer): Layer[] {
  switch (norm) {
    case 'none':
      return [make(options.activation, true)]
    case 'spectral':
      return [spectrallyNormed(make(options.activation, true))]
    case 'batch': {
      const layer = make('linear', false)
      return [layer, batchNormLayer({ ...options, shape: layer.outputShape })]
    }
    case 'layer': {
      const layer = make('linear', false)
      return [layer, layerNormLayer({ ...options, shape: layer.outputShape })]
    }
  }
}
