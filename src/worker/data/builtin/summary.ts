/** The summary of a built-in point set. It is named by its formula and parameters, for it has no bytes of its own. */
import { datasetEntry, type DatasetId } from '../../../common/catalog/datasets.ts'
import { measuresOf } from '../../../common/items/kinds.ts'
import { fnv1a64 } from '../fnv.ts'
import type { PointSummary } from '../point-set.ts'

/**
 * @param detail appended to the gallery's label, e.g. "8 modes"
 * @param extent of the item: see PointItem
 * @param recipe every parameter that decides the distribution: what the fingerprint is made of
 */
export function pointSummary(id: DatasetId, detail: string, recipe: string, extent: number): PointSummary {
  const { label } = datasetEntry(id)
  const item = { kind: 'point', extent } as const
  return {
    id,
    label: detail === '' ? label : `${label}, ${detail}`,
    item,
    count: 0,
    ...measuresOf(item),
    classes: [],
    skipped: [],
    fingerprint: fnv1a64(new TextEncoder().encode(`${id} ${recipe}`)),
  }
}
