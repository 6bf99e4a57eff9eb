/**
 * The training pictures as features, kept while their dataset is: which of them come nearest to a picture, and how near
 * unseen reals come. Computes in slices; schedules nothing.
 */
import type { PictureSet } from '../../data/picture-set.ts'
import { splitOfItems } from '../../data/split.ts'
import type { Rows } from '../../evaluation/metrics/rows.ts'
import { squaredDistance } from '../../evaluation/metrics/rows.ts'
import { medianNearest } from '../../evaluation/metrics/memorisation.ts'
import { Allowance, type Sliced } from '../../evaluation/metrics/slices.ts'
import type { Nearest } from '../../../common/protocol/picture-explanation.ts'
import { featuresOf } from './figures.ts'

/** Training pictures looked through, at most: more would take too long to find first. */
const MOST = 20_000
/** Unseen reals that say how near is usual. */
const UNSEEN = 64
/** Pictures turned into features at a time: as floats they are large. */
const CHUNK = 128

interface Digest {
  readonly rows: Rows
  readonly indices: Uint32Array
  /** null where nothing is held out. */
  readonly usual: number | null
}

const digests = new WeakMap<PictureSet, Digest>()

/** The `count` nearest training pictures, the nearest first, by distance of pooled pixels. @param picture […item] */
export function* nearestIn(
  set: PictureSet,
  picture: Float32Array,
  count: number,
): Sliced<{ nearest: Nearest[]; usual: number | null }> {
  const digest = digests.get(set) ?? (yield* digestOf(set))
  digests.set(set, digest)
  const asked = yield* featuresOf(set, picture)
  const found: { row: number; squared: number }[] = []
  const allowance = new Allowance()
  for (let row = 0; row < digest.indices.length; row++) {
    const squared = squaredDistance(asked, 0, digest.rows, row)
    if (found.length < count || squared < (found.at(-1)?.squared ?? Infinity)) {
      found.push({ row, squared })
      found.sort((a, b) => a.squared - b.squared)
      found.length = Math.min(count, found.length)
    }
    if (allowance.spend(asked.dimensions)) yield
  }
  const nearest = found.map(({ row, squared }) => ({
    picture: set.list.at([digest.indices[row] ?? 0]),
    distance: Math.sqrt(squared),
    label: labelOf(set, digest.indices[row] ?? 0),
  }))
  return { nearest, usual: digest.usual }
}

function labelOf(set: PictureSet, index: number): string | null {
  const label = set.labels?.[index]
  return label === undefined ? null : (set.summary.classes[label] ?? null)
}

function* digestOf(set: PictureSet): Sliced<Digest> {
  const { training, heldOut } = splitOfItems(set)
  const indices = training.slice(0, MOST)
  const rows = yield* rowsOf(set, indices)
  if (heldOut.length === 0) return { rows, indices, usual: null }
  const unseen = yield* rowsOf(set, heldOut.slice(0, UNSEEN))
  return { rows, indices, usual: yield* medianNearest(unseen, rows) }
}

function* rowsOf(set: PictureSet, indices: Uint32Array): Sliced<Rows> {
  const parts: Rows[] = []
  for (let from = 0; from < indices.length; from += CHUNK) {
    parts.push(yield* featuresOf(set, set.list.at(indices.subarray(from, from + CHUNK))))
    yield
  }
  const dimensions = parts[0]?.dimensions ?? 1
  const values = new Float32Array(indices.length * dimensions)
  parts.forEach((part, i) => values.set(part.values, i * CHUNK * dimensions))
  return { values, dimensions }
}
