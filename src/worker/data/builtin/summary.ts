/** The summary of a built-in point set. It is named by its formula and parameters, for it has no bytes of its own. */
import { datasetEntry, type DatasetId } from '../../../common/catalog/datasets.ts'
import type { DatasetSummary } from '../../../common/protocol/report.ts'
import { fnv1a64 } from '../fnv.ts'

/**
 * @param detail appended to the gallery's label, e.g. "8 modes"
 * @param recipe every parameter that decides the distribution: what the fingerprint is made of
 */
export function pointSummary(id: DatasetId, detail: string, recipe: string): DatasetSummary {
  const { label } = datasetEntry(id)
  return {
    id,
    label: detail === '' ? label : `${label}, ${detail}`,
    kind: 'points',
    count: 0,
    size: 0,
    channels: 2,
    classes: [],
    skipped: [],
    fingerprint: fnv1a64(new TextEncoder().encode(`${id} ${recipe}`)),
  }
}
