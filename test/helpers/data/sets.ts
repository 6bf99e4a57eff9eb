/** Small datasets for tests, with whatever of their summaries a test cares about. */
import { measuresOf } from '../../../src/common/items/kinds.ts'
import type { DatasetSummary } from '../../../src/common/protocol/report.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import {
  namedPictures,
  pictureSet,
  type PictureSet,
  type PictureSummary,
} from '../../../src/worker/data/picture-set.ts'
import type { FixedPointSet, PointSummary } from '../../../src/worker/data/point-set.ts'
import { EXTENT } from '../../../src/worker/data/collect/normalise.ts'

type About = Partial<Omit<DatasetSummary, 'item' | 'size' | 'channels'>>

const plain = (about: About) => ({
  id: 'own',
  label: 'x',
  count: 0,
  classes: [],
  skipped: [],
  fingerprint: 'f',
  ...about,
})

/** The summary of a person's table. */
export function tableSummary(about: About = {}): PointSummary {
  const item = { kind: 'point', extent: EXTENT } as const
  return { ...plain(about), item, ...measuresOf(item) }
}

export function pictureSummary(size: number, channels: 1 | 3, about: About = {}): PictureSummary {
  const item = { kind: 'picture', size, channels } as const
  return { ...plain(about), item, ...measuresOf(item) }
}

interface Pixels {
  readonly size: number
  readonly channels?: 1 | 3
  /** [count, size, size, channels] */
  readonly pixels: Uint8Array
  readonly labels?: Uint16Array | null
  /** As many as there are pixels: the set is then one of pairs. */
  readonly partners?: Uint8Array
}

/** A set that is called what the test calls it. */
export function picturesOf(
  { size, channels = 1, pixels, labels = null, partners }: Pixels,
  about: About = {},
): PictureSet {
  const count = pixels.length / (size * size * channels)
  const summary = pictureSummary(size, channels, { count, ...about })
  if (partners === undefined) return pictureSet(summary, pixels, labels)
  return pictureSet({ ...summary, pairs: { source: 'before', target: 'after' } }, pixels, labels, {
    partners,
  })
}

/** A set that is named by its bytes. */
export function ownPictures(
  { size, channels = 1, pixels, labels = null }: Pixels,
  about: About = {},
): Promise<PictureSet> {
  const count = pixels.length / (size * size * channels)
  return namedPictures(
    { ...plain({ count, ...about }), item: { kind: 'picture', size, channels } },
    pixels,
    labels,
  )
}

/** What is known to hold pictures. */
export function asPictures(set: Dataset): PictureSet {
  if (!isOfPictures(set)) throw new Error('The set holds no pictures.')
  return set
}

/** What is known to be a person's table. */
export function asTable(set: Dataset): FixedPointSet {
  if (!isTable(set)) throw new Error('The set is no table.')
  return set
}

const isOfPictures = (set: Dataset): set is PictureSet => set.item.kind === 'picture'
const isTable = (set: Dataset): set is FixedPointSet => set.item.kind === 'point' && set.list !== null

/** Gray pictures of 8 × 8, so many of each class in turn, no two alike. */
export function picturesOfClasses(classes: string[], perClass: number): PictureSet {
  const count = classes.length * perClass
  const pixels = Uint8Array.from({ length: count * 64 }, (_, i) => (i * 7 + (i >> 6) * 13) % 256)
  const labels = Uint16Array.from({ length: count }, (_, i) => i % classes.length)
  return picturesOf({ size: 8, pixels, labels }, { classes })
}
