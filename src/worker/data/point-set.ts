/**
 * Sets of points in the plane: a distribution that is sampled afresh, or the person's own table, a list that is sampled with
 * replacement. The distributions themselves are made in src/worker/data/builtin/.
 */
import type { PointItem } from '../../common/items/item-spec.ts'
import { shownClasses } from '../../common/items/point-classes.ts'
import { fork, integers, type Stream } from '../../common/numbers/random.ts'
import type { DatasetSummary } from '../../common/protocol/report.ts'
import type { Dataset, ItemList } from './dataset.ts'
import { bytesOf } from './fingerprint.ts'
import { demandAgreement } from './kept.ts'
import { splitFor, type Split } from './split.ts'
import type { PreparedTransfer } from '../../common/items/prepared-transfer.ts'

/** Known Gaussians of equal weight: what `modes`, `highQuality` … are measured against. */
export interface Mixture {
  /** [K, 2] centres, row by row. */
  centres: Float32Array
  /** Standard deviation of each mode, same in both axes. */
  std: number
}

/** Equal round Gaussians around centres; with deviation 0 the bare points. */
export interface Atoms {
  readonly kind: 'atoms'
  /** [n, 2] */
  readonly centres: Float32Array
  readonly std: number
}

/** Constant inside each cell of a square: `side`×`side` weights, row 0 at the top, over [−extent, extent]². */
export interface Mosaic {
  readonly kind: 'mosaic'
  readonly weights: Float32Array
  readonly side: number
  readonly extent: number
}

/** The very density that a point set samples from. */
export type KnownDensity = Atoms | Mosaic

/** A summary of points. */
export type PointSummary = DatasetSummary & { readonly item: PointItem }

/** A distribution over the plane. */
export interface PointSet extends Dataset<PointItem> {
  /** Known modes, where there are any. */
  readonly mixture: Mixture | null
  /** What is sampled from, in closed form; made when asked for. */
  density(): KnownDensity
  /** [n, 2], where it is a list: already moved and scaled to fit the stage. */
  readonly points: Float32Array | null
  /**
   * Of each listed point, which of the card's classes it is of; null where there are none. For looking at alone: `labels`,
   * which would be for the networks, stay null.
   */
  readonly classOf: Uint16Array | null
}

/** A list of points: the person's own table. */
export interface FixedPointSet extends PointSet {
  readonly points: Float32Array
  readonly list: ItemList
}

/** Which sub-stream decides what: each is independent, and a longer draw begins with the shorter one. */
export const CHOICE = 0

/** What a formula or a painting gives. */
export interface Distribution {
  readonly summary: PointSummary
  /** Left out where the modes are not known. */
  readonly mixture?: Mixture
  readonly density: () => KnownDensity
  /** `count` points [count, 2], a pure function of the stream. */
  readonly draw: (stream: Stream, count: number) => Float32Array
}

/** The set that samples a distribution afresh. */
export function sampledPoints({ summary, mixture, density, draw }: Distribution): PointSet {
  const set: PointSet = {
    item: summary.item,
    summary,
    mixture: mixture ?? null,
    points: null,
    classOf: null,
    list: null,
    labels: null,
    density,
    draw,
    resident: () => (mixture === undefined ? null : { kind: 'mixture', ...mixture }),
    residentLabels: () => null,
    keep: () => null,
    refit: () => Promise.resolve(set),
  }
  return set
}

/**
 * @param points [n, 2], normalised; `draw` never draws those held out
 * @param classOf index into the classes of the summary's card
 */
export function fixedPoints(
  points: Float32Array,
  summary: PointSummary,
  classOf: Uint16Array | null = null,
): FixedPointSet {
  const { shown } = shownClasses(summary.card?.classes ?? [])
  // Said only where it is so: what was kept before points had classes is what it was.
  const { coloured: _told, ...plain } = summary
  const isColoured = classOf !== null && shown.length > 0
  return new PointTable(points, isColoured ? { ...plain, coloured: true } : plain, classOf)
}

/** @throws GanvasError `prepared-invalid` when bytes and summary do not agree */
export function restoredPoints({ summary, bytes, labels }: PreparedTransfer): FixedPointSet {
  const { item, count } = summary
  demandAgreement(item.kind === 'point' && count > 0 && bytes.length === count * 2 * FLOAT)
  // Earlier editions kept none.
  demandAgreement(labels === null || labels.length === count)
  // A copy starts where numbers may start.
  return fixedPoints(new Float32Array(bytes.slice().buffer), { ...summary, item }, labels)
}

/** Bytes of a number. */
const FLOAT = Float32Array.BYTES_PER_ELEMENT

class PointTable implements FixedPointSet {
  readonly item: PointItem
  readonly mixture = null
  readonly labels = null
  readonly list: ItemList

  constructor(
    readonly points: Float32Array,
    readonly summary: PointSummary,
    readonly classOf: Uint16Array | null,
  ) {
    this.item = summary.item
    this.list = {
      count: points.length / 2,
      at: (indices) => rowsAt(points, indices),
      drawn: (stream, count) => {
        const { training } = this.split
        return integers(fork(stream, CHOICE), count, training.length).map((pick) => training[pick] ?? 0)
      },
    }
  }

  density(): KnownDensity {
    return { kind: 'atoms', centres: this.list.at(this.split.training), std: 0 }
  }

  draw(stream: Stream, count: number): Float32Array {
    return this.list.at(this.list.drawn(stream, count))
  }

  resident() {
    return { kind: 'rows', rows: this.points, picks: Int32Array.from(this.split.training) } as const
  }

  residentLabels() {
    return null
  }

  keep(): PreparedTransfer {
    return { summary: this.summary, bytes: bytesOf(this.points), labels: this.classOf }
  }

  refit(): Promise<FixedPointSet> {
    return Promise.resolve(this)
  }

  private get split(): Split {
    return splitFor(this, this.summary.fingerprint, this.points.length / 2)
  }
}

function rowsAt(points: Float32Array, indices: ArrayLike<number>): Float32Array {
  const out = new Float32Array(2 * indices.length)
  for (let i = 0; i < indices.length; i++) {
    const from = 2 * (indices[i] ?? 0)
    out[2 * i] = points[from] ?? 0
    out[2 * i + 1] = points[from + 1] ?? 0
  }
  return out
}
