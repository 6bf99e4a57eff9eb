/**
 * What a dataset is once it is ready to train on. Bytes only: 5,000 photos must fit. Must not know tensors; batches are
 * drawn by src/worker/data/batches.ts as typed arrays.
 */
import type { DatasetSummary } from '../../common/protocol/report.ts'
import type { Stream } from '../../common/numbers/random.ts'

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

/** A distribution over the plane. */
export interface PointSet {
  readonly kind: 'points'
  readonly summary: DatasetSummary
  /** Half side of the square [−extent, extent]² that holds all but outliers: what the stage shows. */
  readonly extent: number
  /** Known modes, where there are any. */
  readonly mixture: Mixture | null
  /** What is sampled from, in closed form; made when asked for. */
  density(): KnownDensity
  /** `count` points [count, 2], a pure function of the stream. */
  sample(stream: Stream, count: number): Float32Array
}

/** A list of points that is sampled with replacement: the person's own table. */
export interface FixedPointSet extends PointSet {
  /** [n, 2], already moved and scaled to fit the stage. */
  readonly points: Float32Array
}

/** Images of one size, bytes 0 … 255, NHWC. */
export interface ImageSet {
  readonly kind: 'images'
  readonly summary: DatasetSummary
  readonly size: number
  readonly channels: 1 | 3
  readonly count: number
  /** [count, size, size, channels] */
  readonly pixels: Uint8Array
  /** Class of each image, or null. */
  readonly labels: Uint16Array | null
}

export type Dataset = PointSet | ImageSet
