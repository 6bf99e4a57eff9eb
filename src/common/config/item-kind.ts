/**
 * What kind of items a run has: the one place that answers it. A catalogue entry knows it of a formula or a shipped
 * file; of the person's own files only the data know. Must not know what follows from the answer.
 */
import { datasetEntry } from '../catalog/datasets.ts'
import type { KindId } from '../items/item-spec.ts'
import type { DatasetSummary } from '../protocol/report.ts'
import type { RunConfig } from './run-config.ts'

/** What is known of the data that are there; null before there are any. */
export type DataInUse =
  (Pick<DatasetSummary, 'id' | 'item'> & Partial<Pick<DatasetSummary, 'classes' | 'pairs'>>) | null

/**
 * The data's own word; the catalogue's only before there are data. Data of another dataset than the config's are on their
 * way out and say nothing.
 */
export function itemKindOf({
  config,
  dataset,
}: {
  config: Pick<RunConfig, 'dataset'>
  dataset: DataInUse
}): KindId {
  return dataset?.id === config.dataset ? dataset.item.kind : datasetEntry(config.dataset).item
}
