/**
 * All figures of the Metrics record that apply to one set of fresh fakes, in slices. Which figure is over how many
 * samples stands in the catalogue's definitions; `samples` is the number of fakes.
 */
import type { Mixture } from '../../data/point-set.ts'
import type { Stream } from '../../../common/numbers/random.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { diversityRatio } from './diversity.ts'
import { countPictures, type PictureBatch } from '../features/feature-map.ts'
import { pooledPixels } from '../features/pooled-pixels.ts'
import { randomConv } from '../features/random-conv.ts'
import { fitStandard, standardise } from '../features/standardise.ts'
import { kernelDistance } from './kernel-distance.ts'
import { BALL_NEIGHBOURS, manifoldFigures } from './manifold.ts'
import { mixtureMetrics } from './mixture.ts'
import { countRows, firstRows, type Rows } from './rows.ts'
import { slicedWasserstein } from './sliced-wasserstein.ts'
import type { Sliced } from './slices.ts'

/** Rows of each set for figures whose cost grows with the square of n. */
const SQUARE_LIMIT = 1000
/** Rows for the sliced Wasserstein distance, and for pairs. */
const SORT_LIMIT = 5000
const PAIR_LIMIT = 500

/**
 * Figures of points [n, 2]. Those against known modes only where there are any. 2,500 points take about 40 ms.
 * @param stream decides the directions of the sliced Wasserstein distance
 */
export function* evaluatePoints(
  real: Float32Array,
  fake: Float32Array,
  mixture: Mixture | null,
  stream: Stream,
): Sliced<Metrics> {
  const [reals, fakes]: [Rows, Rows] = [
    { values: real, dimensions: 2 },
    { values: fake, dimensions: 2 },
  ]
  return {
    ...(mixture === null ? {} : mixtureMetrics(fake, mixture)),
    ...(yield* evaluateRows(reals, fakes, stream)),
  }
}

/** Figures of rows in which distances mean something as they are. @param stream decides the directions, as above */
export function* evaluateRows(reals: Rows, fakes: Rows, stream: Stream): Sliced<Metrics> {
  if (allAlike(reals)) return { samples: countRows(fakes) }
  return {
    diversity: yield* diversityRatio(atMost(reals, PAIR_LIMIT), atMost(fakes, PAIR_LIMIT)),
    ...(yield* neighbourhoods(reals, fakes)),
    swd: yield* equalSwd(reals, fakes, stream),
    samples: countRows(fakes),
  }
}

/**
 * Figures of pictures, through features fitted on nothing: diversity over pooled pixels, all others over random-conv-1,
 * every feature scaled by the reals. 500 + 500 pictures of 28×28 take about a second of slices.
 */
export function* evaluatePictures(real: PictureBatch, fake: PictureBatch, stream: Stream): Sliced<Metrics> {
  if (allAlike(rowsOfPictures(real))) return { samples: countPictures(fake) }
  const raw = yield* randomConv.extract(firstPictures(real, SQUARE_LIMIT))
  const standard = fitStandard(raw)
  const reals = standardise(raw, standard)
  const fakes = standardise(yield* randomConv.extract(firstPictures(fake, SQUARE_LIMIT)), standard)
  const realPixels = yield* pooledPixels.extract(firstPictures(real, PAIR_LIMIT))
  const fakePixels = yield* pooledPixels.extract(firstPictures(fake, PAIR_LIMIT))
  return {
    diversity: yield* diversityRatio(realPixels, fakePixels),
    ...(yield* neighbourhoods(reals, fakes)),
    swd: yield* equalSwd(reals, fakes, stream),
    kid: yield* kernelDistance(reals, fakes),
    samples: countPictures(fake),
  }
}

/** Reals that are all one have no spread that anything could be measured by. */
function allAlike({ values, dimensions }: Rows): boolean {
  return values.every((value, at) => value === values[at % dimensions])
}

function rowsOfPictures({ pixels, size, channels }: PictureBatch): Rows {
  return { values: pixels, dimensions: size * size * channels }
}

/** Precision, recall, density and coverage; none where there are too few samples for a neighbourhood. */
function* neighbourhoods(real: Rows, fake: Rows): Sliced<Partial<Metrics>> {
  if (Math.min(countRows(real), countRows(fake)) <= BALL_NEIGHBOURS) return {}
  return { ...(yield* manifoldFigures(atMost(real, SQUARE_LIMIT), atMost(fake, SQUARE_LIMIT))) }
}

/** Over as many of both as the smaller set has. */
function* equalSwd(real: Rows, fake: Rows, stream: Stream): Sliced<number> {
  const count = Math.min(countRows(real), countRows(fake), SORT_LIMIT)
  return yield* slicedWasserstein(firstRows(real, count), firstRows(fake, count), { stream })
}

function atMost(rows: Rows, limit: number): Rows {
  return firstRows(rows, Math.min(limit, countRows(rows)))
}

function firstPictures(images: PictureBatch, limit: number): PictureBatch {
  const length = images.size * images.size * images.channels
  return { ...images, pixels: images.pixels.subarray(0, Math.min(limit, countPictures(images)) * length) }
}
