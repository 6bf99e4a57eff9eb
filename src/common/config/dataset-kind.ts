/** What the engine needs to know of a dataset's catalogue entry, and how a config adapts to the person's own files. */
import { datasetEntry, type DatasetEntry } from '../catalog/datasets.ts'
import { DATASET_SETTINGS } from '../catalog/settings/dataset.ts'
import { MODELS, type ModelEntry } from '../catalog/models.ts'
import { kindDefaults } from './defaults.ts'
import { kindEntry } from '../items/kinds.ts'
import type { KindId } from '../items/item-spec.ts'
import type { RunConfig } from './run-config.ts'

export function originOf(config: Pick<RunConfig, 'dataset'>): DatasetEntry['origin'] {
  return datasetEntry(config.dataset).origin
}

const DATASET_KEYS = Object.keys(DATASET_SETTINGS) as (keyof typeof DATASET_SETTINGS)[]
/** Keys that change what is prepared, not how it is trained on; and keys of a mixture that moves while it is learnt. */
const PREPARATION = DATASET_KEYS.filter((key) => DATASET_SETTINGS[key].effect === 'rebuild')
const MIXTURE = DATASET_KEYS.filter((key) => DATASET_SETTINGS[key].effect === 'live')

/** True when the two configs want the data prepared differently. */
export function preparationDiffers(before: RunConfig, after: RunConfig): boolean {
  return PREPARATION.some((key) => before[key] !== after[key])
}

/** True when the two configs want different mixtures of the same dataset. */
export function mixtureDiffers(before: RunConfig, after: RunConfig): boolean {
  return MIXTURE.some((key) => before[key] !== after[key])
}

/**
 * The person's own files may hold any kind of items; the networks must fit. Networks that do not give way to those that the
 * kind begins with, with their rates.
 */
export function withFittingNetworks(config: RunConfig, kind: KindId): RunConfig {
  const entry: ModelEntry | undefined = MODELS.find(({ id }) => id === config.model)
  if (originOf(config) !== 'own' || entry?.fits.includes(kind) === true) return config
  return { ...config, ...kindDefaults(kind) }
}

/** What is done to pictures alone, left out. */
export const UNTOUCHED = {
  task: 'imagine',
  augment: 'none',
  warmStart: 0,
  transfer: 'none',
} as const satisfies Partial<RunConfig>

/** The same, without what means nothing to the items. */
export function fitToOwn(config: RunConfig, kind: KindId): RunConfig {
  const fitting = withFittingNetworks(config, kind)
  const own = originOf(config) === 'own'
  return own && !kindEntry(kind).augmentable ? { ...fitting, ...UNTOUCHED } : fitting
}
