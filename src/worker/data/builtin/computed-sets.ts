/** The sets that are made by a formula or painted, whatever their items are: one maker for each kind that has such sets. */
import { datasetEntry } from '../../../common/catalog/datasets.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { ItemOf, KindId } from '../../../common/items/item-spec.ts'
import type { Dataset } from '../dataset.ts'
import type { Painting } from './drawn.ts'
import { pointSetFor } from './point-sets.ts'

type Make<K extends KindId> = (config: RunConfig, painted: Painting | null) => Dataset<ItemOf<K>>

/** Null where a kind has no such sets. */
const MAKERS: { readonly [K in KindId]: Make<K> | null } = { point: pointSetFor, picture: null, row: null }

/**
 * The set a config names.
 * @param painted what the person painted, or null for the default drawing; only `drawn` looks at it
 * @throws GanvasError `dataset-not-points` when the config names what is no formula
 */
export function computedSetFor(config: RunConfig, painted: Painting | null): Dataset {
  const make = MAKERS[datasetEntry(config.dataset).item] ?? pointSetFor
  return make(config, painted)
}
