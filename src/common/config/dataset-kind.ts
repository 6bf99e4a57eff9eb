/** What the engine needs to know of a dataset's catalogue entry, and how a config adapts to the person's own files. */
import { datasetEntry, type DatasetEntry } from '../catalog/datasets.ts'
import { defaultsFor } from './defaults.ts'
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
 * rates, images those of the image sets, unless the config fits already.
 */
export function fitToOwn(config: RunConfig, kind: 'points' | 'images'): RunConfig {
  if (kind === 'images' || config.model === 'mlp') return config
  const { model, latent, gNorm, gLr, dLr, batch, ema, gLayers, dLayers } = defaultsFor('ring')
  return { ...config, model, latent, gNorm, gLr, dLr, batch, ema, gLayers, dLayers }
}
