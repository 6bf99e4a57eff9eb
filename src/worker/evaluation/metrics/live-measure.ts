/**
 * A cheap live look at a run: a few hundred fakes against reals that were digested once. Feeds the verdict; must not know
 * the true modes. Plain arrays: points as they are, pictures through the pooled-pixels features.
 */
import { fork, permutation, type Stream } from '../../../common/numbers/random.ts'
import { SERIES_COLUMNS, SERIES_WIDTH, type SeriesColumn } from '../../../common/numbers/series-columns.ts'
import type { SampleFigures, StepFigures } from '../diagnosis/observation.ts'
import { binFigures } from './bin-figures.ts'
import { meanPairwiseDistance, ratioOf } from './diversity.ts'
import { fitBins, type Bins } from './k-means.ts'
import { BALL_NEIGHBOURS, insideBalls } from './manifold.ts'
import { median } from './memorisation.ts'
import { nearestItems, neighbourRadii, spacings } from './neighbours.ts'
import { countRows, firstRows, type Rows } from './rows.ts'
import { finish, type Sliced } from './slices.ts'

/** Fakes per look. */
export const LIVE_SAMPLES = 256
/** Reals to hand to fitReference, where there are that many. */
export const REFERENCE_SAMPLES = 4096

/** Bins: enough to part 25 modes, few enough that each gets 8 of 256 samples. */
const BINS = 32
/** Operations a look may spend on k-NN balls and on pairs: both are thinned to fit, about 1 ms each. */
const BALL_OPERATIONS = 600_000
const PAIR_OPERATIONS = 500_000

/** Reals whose nearest neighbour is looked up, and fakes per question whether they are copies. */
const SPACED = 256
const COPIES_ASKED = 64

/** The reals, digested: bins, k-NN balls, spread. */
export interface Reference {
  readonly bins: Bins
  /** Reals with a ball each. */
  readonly balls: Rows
  readonly radii: Float64Array
  readonly meanDistance: number
  /** All that was handed over, and the median distance from one to its nearest that differs. */
  readonly reals: Rows
  readonly spacing: number
  /** Effective modes of LOOK_SAMPLES reals: what a perfect generator would show. */
  readonly effectiveModes: number
}

/**
 * Digests reals [n, d], n ≥ 64, once per dataset; they are taken in a random order. Cost about n·K·d·20 multiply-adds:
 * 5 million for points, 170 million (0.2 s, in slices) for 64 features.
 */
export function* fitReference(reals: Rows, stream: Stream): Sliced<Reference> {
  const shuffled = shuffle(reals, fork(stream, 0))
  const count = countRows(reals, 2 * BALL_NEIGHBOURS)
  const bins = yield* fitBins(shuffled, {
    bins: Math.min(BINS, Math.ceil(count / 8)),
    stream: fork(stream, 1),
  })
  const balls = firstRows(shuffled, Math.min(count, ballsFor(reals.dimensions)))
  return {
    bins,
    balls,
    radii: yield* neighbourRadii(balls, BALL_NEIGHBOURS),
    meanDistance: yield* meanPairwiseDistance(firstRows(shuffled, Math.min(count, 512))),
    reals: shuffled,
    spacing: median(yield* spacings(shuffled, SPACED)),
    effectiveModes: typicalModes(shuffled, bins),
  }
}

/**
 * One look at fakes [n, d]: about 1 ms for 256 points, 3 ms for 256 rows of 64 features. Where the rows are long, the
 * balls and the pairs use the first fakes only.
 */
export function measureLive(reference: Reference, fakes: Rows): SampleFigures {
  const { effectiveModes, kept, missing, ndb, shares, samples } = binFigures(fakes, reference.bins)
  const pairs = Math.min(samples, Math.floor(Math.sqrt((2 * PAIR_OPERATIONS) / fakes.dimensions)))
  const spread = finish(meanPairwiseDistance(firstRows(fakes, pairs)))
  const near = Math.min(samples, reference.radii.length)
  const { precision, coverage } = insideBalls(reference.balls, reference.radii, firstRows(fakes, near))
  return {
    diversity: ratioOf(spread, reference.meanDistance),
    effectiveModes,
    realEffectiveModes: reference.effectiveModes,
    kept,
    missing,
    shares,
    ndb,
    coverage,
    precision,
    samples,
  }
}

/**
 * `nearestTrainingRatio` without items that were held out: how near fakes come to a training item, over how near training
 * items come to each other. About 1 for fakes as new as any real, 0 for copies. Only for datasets of items, all of which
 * (or a fair part) are in the reference. Cost 64 fakes × reals × d: 1 million for points, 17 million for 64 features of
 * 4,096 pictures, so ask it of every tenth look.
 */
export function* copyRatio(reference: Reference, fakes: Rows): Sliced<number> {
  const asked = firstRows(fakes, Math.min(COPIES_ASKED, countRows(fakes)))
  const { distances } = yield* nearestItems(asked, reference.reals)
  // Reals that are all one cannot be told from copies of them.
  return Number.isFinite(reference.spacing) ? median(distances) / reference.spacing : 1
}

/** The rows of steps beyond one, of rows whose steps rise. */
export function afterStep(rows: Float32Array, step: number): Float32Array {
  let first = 0
  while (first < rows.length && (rows[first] ?? 0) <= step) first += SERIES_WIDTH
  return rows.subarray(first)
}

/** Means over rows of SERIES_COLUMNS, one per step. @returns null when there is none */
export function stepFigures(rows: Float32Array): StepFigures | null {
  const count = rows.length / SERIES_WIDTH
  if (count < 1) return null
  const mean = (column: SeriesColumn): number => {
    let total = 0
    for (let at = SERIES_COLUMNS.indexOf(column); at < rows.length; at += SERIES_WIDTH)
      total += rows[at] ?? NaN
    return total / count
  }
  return {
    step: rows[rows.length - SERIES_WIDTH] ?? NaN,
    lossD: mean('lossD'),
    lossG: mean('lossG'),
    realScore: mean('realScore'),
    fakeScore: mean('fakeScore'),
    gradNormD: mean('gradNormD'),
    gradNormG: mean('gradNormG'),
    finite: rows.every(Number.isFinite),
  }
}

/** As many reals with balls as fit the budget against as many fakes. */
function ballsFor(dimensions: number): number {
  return Math.min(LIVE_SAMPLES, Math.floor(Math.sqrt(BALL_OPERATIONS / dimensions)))
}

/** Mean effective modes over a few draws of LOOK_SAMPLES reals: entropy is biased down at small n, alike for both. */
function typicalModes(reals: Rows, bins: Bins): number {
  const count = countRows(reals)
  const size = Math.min(count, LIVE_SAMPLES)
  const draws = Math.min(8, Math.floor(count / size))
  let total = 0
  for (let draw = 0; draw < draws; draw++) {
    const values = reals.values.subarray(draw * size * reals.dimensions, (draw + 1) * size * reals.dimensions)
    total += binFigures({ values, dimensions: reals.dimensions }, bins).effectiveModes
  }
  return total / draws
}

function shuffle(rows: Rows, stream: Stream): Rows {
  const d = rows.dimensions
  const values = new Float32Array(rows.values.length)
  for (const [to, from] of permutation(stream, countRows(rows)).entries()) {
    values.set(rows.values.subarray(from * d, (from + 1) * d), to * d)
  }
  return { values, dimensions: d }
}
