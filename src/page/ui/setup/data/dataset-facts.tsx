/** Says what the chosen dataset is: meaning, count, size, channels, licence; the run's own figures once it is prepared. */
import { datasetEntry, type DatasetEntry, type DatasetId } from '../../../../common/catalog/datasets.ts'
import type { DatasetSummary } from '../../../../common/protocol/report.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { wholeNumber } from '../../kit/number-words.ts'
import { SELECT_VALUE } from '../settings/setting-state.ts'

const selectSummary = (state: PageState) => state.dataset

export function DatasetFacts() {
  const id = useGanvas(SELECT_VALUE.dataset) as DatasetId
  const summary = useGanvas(selectSummary)
  const entry = datasetEntry(id)
  const facts = factsOf(entry, summary?.id === id ? summary : null)
  return (
    <div className="facts" data-setting="dataset">
      <p>{entry.meaning}</p>
      {facts.length > 0 && <p className="facts-numbers">{facts.join(' · ')}</p>}
    </div>
  )
}

/** Facts in the order in which they matter; empty while the person's own files are still to come. */
export function factsOf(entry: DatasetEntry, summary: DatasetSummary | null): string[] {
  const licence = entry.shipped === undefined ? [] : [entry.shipped.licence]
  const figures = summary ?? (entry.shipped && { ...entry.shipped, item: { kind: entry.item }, classes: [] })
  if (figures === undefined) return licence
  const classes = figures.classes.length > 1 ? [`${figures.classes.length} classes`] : []
  if (figures.item.kind === 'point') {
    return [figures.count === 0 ? 'Fresh points at every step' : `${wholeNumber(figures.count)} points`]
  }
  return [
    `${wholeNumber(figures.count)} ${figures.count === 1 ? 'picture' : 'pictures'}`,
    `${figures.size} × ${figures.size} px`,
    figures.channels === 1 ? 'gray' : 'colour',
    ...classes,
    ...licence,
  ]
}
