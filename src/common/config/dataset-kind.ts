/** What the engine needs to know of a dataset's catalogue entry, and how a config adapts to the person's own files. */
import { datasetEntry, type DatasetEntry } from '../catalog/datasets.ts'
import { MODELS, type ModelEntry } from '../catalog/models.ts'
import { defaultsFor } from './defaults.ts'
import { kindEntry } from '../items/kinds.ts'
import type { KindId } from '../items/item-spec.ts'
import type { RunConfig } from './run-config.ts'

export function originOf(config: Pick<RunConfig, 'dataset'>): DatasetEntry['origin'] {
  return datasetEntry(config.dataset).origin
}

/** Keys that change what is prepared, not how it is trained on. */
const PREPARATION = ['dataset', 'size', 'channels', 'fit'] as const
const MIXTURE = ['modes', 'radius', 'std', 'side', 'gap'] as const

/** True when the two configs want different prepared images. */
export function preparationDiffers(before: RunConfig, after: RunConfig): boolean {
  return PREPARATION.some((key) => before[key] !== after[key])
}

/** True when the two configs want different mixtures of the same dataset. */
export function mixtureDiffers(before: RunConfig, after: RunConfig): boolean {
  return MIXTURE.some((key) => before[key] !== after[key])
}

/**
 * The person's own files may hold points or images; the networks must fit. Points take over the ring's networks and
 * rates, unless the config's fit already: every network for points is one for images too.
 */
export function withFittingNetworks(config: RunConfig, kind: KindId): RunConfig {
  const entry: ModelEntry | undefined = MODELS.find(({ id }) => id === config.model)
  if (config.dataset !== 'own' || entry?.fits.includes(kind) === true) return config
  const { model, latent, gNorm, gLr, dLr, batch, ema, gLayers, dLayers } = defaultsFor('ring')
  return { ...config, model, latent, gNorm, gLr, dLr, batch, ema, gLayers, dLayers }
}

/** The same, without what means nothing to the items. */
export function fitToOwn(config: RunConfig, kind: KindId): RunConfig {
  const fitting = withFittingNetworks(config, kind)
  return config.dataset === 'own' && !kindEntry(kind).augmentable ? { ...fitting, augment: 'none' } : fitting
}
