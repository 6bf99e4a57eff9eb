/** Every dataset of the gallery, and each thing a person's own files can be: as summaries, and before there are data. */
import { DATASETS, type DatasetEntry, type DatasetId } from '../../../src/common/catalog/datasets.ts'
import { fitToOwn } from '../../../src/common/config/dataset-kind.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { measuresOf } from '../../../src/common/items/kinds.ts'
import type { KindId } from '../../../src/common/items/item-spec.ts'
import type { DatasetSummary } from '../../../src/common/protocol/report.ts'
import { SMALL_ENCODING } from '../data/small-encoding.ts'

export interface DataCase {
  readonly name: string
  readonly config: RunConfig
  /** Null before there are data. */
  readonly summary: DatasetSummary | null
}

type Gallery = Pick<DatasetEntry, 'item' | 'shipped'> & { readonly id: DatasetId }

const GALLERY: readonly Gallery[] = DATASETS.filter(({ id }) => id !== 'own')

const TEN = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

function points(id: DatasetId, count = 0): DatasetSummary {
  const item = { kind: 'point', extent: 1.5 } as const
  const shape = { size: 0, channels: 2 }
  return { id, label: `The ${id}`, item, count, ...shape, classes: [], skipped: [], fingerprint: id }
}

function pictures(id: DatasetId, size: number, channels: 1 | 3, classes: string[]): DatasetSummary {
  const item = { kind: 'picture', size, channels } as const
  const label = `The ${id}`
  return { id, label, item, count: 1200, size, channels, classes, skipped: [], fingerprint: id }
}

/** A table of two columns, whose rows are what counts here. */
function rows(id: DatasetId, count: number): DatasetSummary {
  const item = { kind: 'row', encoding: SMALL_ENCODING, target: 1 } as const
  const shape = measuresOf(item)
  return { id, label: `The ${id}`, item, count, ...shape, classes: [], skipped: [], fingerprint: id }
}

/** Of the gallery's sets, those whose classes matter here. */
const CLASSES: Partial<Record<DatasetId, string[]>> = { mnist: TEN, fashion: TEN }

/** A summary of a gallery's set, by what its items are. */
const SUMMARIES: Readonly<Record<KindId, (entry: Gallery) => DatasetSummary>> = {
  point: ({ id }) => points(id),
  picture: ({ id, shipped }) => pictures(id, shipped?.size ?? 28, shipped?.channels ?? 1, CLASSES[id] ?? []),
  row: ({ id, shipped }) => rows(id, shipped?.count ?? 100),
}

const OWN: readonly (readonly [string, DatasetSummary])[] = [
  ['own points', points('own', 200)],
  ['own pictures', pictures('own', 32, 3, [])],
  ['own rows', rows('own', 200)],
  ['own labelled pictures', pictures('own', 32, 3, ['cats', 'dogs'])],
]

export const DATA_CASES: readonly DataCase[] = [
  ...DATASETS.map(({ id }) => ({ name: `${id}, no data yet`, config: defaultsFor(id), summary: null })),
  ...GALLERY.map((entry) => ({
    name: entry.id,
    config: defaultsFor(entry.id),
    summary: SUMMARIES[entry.item](entry),
  })),
  ...OWN.map(([name, summary]) => ({
    name,
    config: fitToOwn(defaultsFor('own'), summary.item.kind),
    summary,
  })),
]
