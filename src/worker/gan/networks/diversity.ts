/** Where each aid against collapse goes in a discriminator. Every entry of the catalogue has its rule here. */
import type { DiversityId } from '../../../common/catalog/diversity.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { sizeOf, type Layer } from './layer.ts'
import { packLayer } from './layers/pack.ts'
import { minibatchDeviationLayer, minibatchDiscriminationLayer } from './layers/minibatch-diversity.ts'

const NETWORK = 'discriminator'

interface DiversityRule {
  /** Before the first layer, on items. */
  readonly onItems?: (config: RunConfig, shape: readonly number[]) => Layer
  /** On the last picture of a convolutional discriminator, or the last features of a dense one. */
  readonly onLast?: (config: RunConfig, shape: readonly number[]) => Layer
  /** On the flat features before the logit. */
  readonly onFeatures?: (config: RunConfig, features: number) => Layer
}

const RULES: Record<DiversityId, DiversityRule> = {
  none: {},
  'minibatch-stddev': { onLast: (_, shape) => minibatchDeviationLayer(NETWORK, shape) },
  'minibatch-discrimination': {
    onFeatures: ({ initScale }, features) => minibatchDiscriminationLayer(NETWORK, features, initScale),
  },
  packing: { onItems: ({ pack }, shape) => packLayer(NETWORK, shape, pack) },
}

/** Layers of an aid, and the shape of an item after them. */
export interface Inserted {
  readonly layers: readonly Layer[]
  readonly shape: readonly number[]
}

export function onItems(config: RunConfig, shape: readonly number[]): Inserted {
  return inserted(RULES[config.diversity].onItems?.(config, shape), shape)
}

export function onLast(config: RunConfig, shape: readonly number[]): Inserted {
  return inserted(RULES[config.diversity].onLast?.(config, shape), shape)
}

export function onFeatures(config: RunConfig, features: number): Inserted {
  return inserted(RULES[config.diversity].onFeatures?.(config, features), [features])
}

/** Numbers in one item. */
export function widthOf({ shape }: Inserted): number {
  return sizeOf(shape)
}

function inserted(layer: Layer | undefined, shape: readonly number[]): Inserted {
  return layer === undefined ? { layers: [], shape } : { layers: [layer], shape: layer.outputShape }
}
