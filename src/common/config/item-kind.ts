/**
 * Whether items are points or images: the one place that answers it. A catalogue entry knows it of a formula or a shipped
 * file; of the person's own files only the data know. Must not know what follows from the answer.
 */
import { datasetEntry, type DatasetEntry } from '../catalog/datasets.ts'
import type { DatasetSummary } from '../protocol/report.ts'
import type { RunConfig } from './run-config.ts'

export type ItemKind = DatasetEntry['kind']

/** What is known of the data that are there; null before there are any. */
export type DataInUse = Pick<DatasetSummary, 'id' | 'kind'> | null

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
}): ItemKind {
  return dataset?.id === config.dataset ? dataset.kind : datasetEntry(config.dataset).kind
}
