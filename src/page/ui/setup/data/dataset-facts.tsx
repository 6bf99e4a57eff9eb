/** Says what the chosen dataset is: meaning, what its kind tells of it, licence; the run's own figures once it is prepared. */
import { datasetEntry, type DatasetEntry, type DatasetId } from '../../../../common/catalog/datasets.ts'
import type { DatasetSummary } from '../../../../common/protocol/report.ts'
import { pageKind } from '../../../kinds/kinds.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { SELECT_VALUE } from '../settings/setting-state.ts'

const selectSummary = (state: PageState) => state.dataset

export function DatasetFacts() {
  const id = useGanvas(SELECT_VALUE.dataset) as DatasetId
  const summary = useGanvas(selectSummary)
  const entry = datasetEntry(id)
  const facts = factWords(entry, summary?.id === id ? summary : null)
  return (
    <div className="facts" data-setting="dataset">
      <p>{entry.meaning}</p>
      {facts.length > 0 && <p className="facts-numbers">{facts.join(' · ')}</p>}
    </div>
  )
}

/** Facts in the order in which they matter; empty while the person's own files are still to come. */
export function factWords(entry: DatasetEntry, summary: DatasetSummary | null): string[] {
  const licence = entry.shipped === undefined ? [] : [entry.shipped.licence]
  if (summary !== null) return [...pageKind(summary.item.kind).facts(summary), ...licence]
  if (entry.shipped === undefined) return []
  return [...pageKind(entry.item).facts({ ...entry.shipped, classes: [] }), ...licence]
}
