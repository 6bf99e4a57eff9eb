/**
 * Do fakes look like whole pictures? A probe is taught, on the set's own pictures and before anything is generated, to tell
 * whole ones from the same ones spoilt (spoil.ts). What it says of fakes is a figure of fidelity alone: a set of one good
 * fake a thousand times over has the best. Knows no networks and no run.
 */
import { joinedFloats } from '../../../common/numbers/joined.ts'
import { fork, permutation, streamFor, type Stream } from '../../../common/numbers/random.ts'
import { countPictures, type PictureBatch } from '../features/feature-map.ts'
import { perceptualFeatures } from '../features/perceptual-features.ts'
import type { PerceptualNet } from '../features/perceptual-weights.ts'
import { fitStandard, standardise, type Standard } from '../features/standardise.ts'
import { countRows, type Rows } from '../metrics/rows.ts'
import type { Sliced } from '../metrics/slices.ts'
import { shrunk } from './shrink.ts'
import { ridge, scores } from './ridge.ts'
import { pictureOf, SPOILINGS, type Shortfall } from './spoil.ts'

export interface Probe {
  readonly net: PerceptualNet
  readonly standard: Standard
  readonly ways: Readonly<Record<Shortfall, Way>>
}

/** What is asked of a picture in one way: does it fall short in it? */
interface Way {
  readonly weights: Float64Array
  /** What it says, on average, of whole pictures that it was not taught on, and of such spoilt in this way. */
  readonly whole: number
  readonly spoilt: number
}

/** In each way: 1 as unseen whole pictures, 0 as spoilt ones, below 0 where fakes are worse than any spoiling. */
export type Fidelity = Readonly<Record<Shortfall, number>>

/** Whole pictures to be taught on; fewer are eked out with the same ones moved by a pixel. */
const MOST_WHOLE = 200
const LEAST_WHOLE = 120
/** Spoilt pictures of each way of each half. */
const SPOILT = 60
/** The price of large weights, where each feature has deviation 1 and all examples together count 1. */
const PRICE = 0.3
/** Whole ones are taught as 1, spoilt ones as −1: unseen ones this near to each other are not told apart. */
const LEAST_APART = 0.2
/** One place for all runs: the figures of two of them compare. */
const STREAM = fork(streamFor(0, 'evaluate'), 11)

/**
 * A probe for these pictures, 8 at least. Costs some 560 pictures' features and nine fits: two billion multiply-adds.
 * Deterministic.
 */
export function* fitProbe(net: PerceptualNet, pictures: PictureBatch): Sliced<Probe> {
  const reals = shrunk(pictures)
  const order = permutation(fork(STREAM, 0), countPictures(reals)).subarray(0, MOST_WHOLE)
  const half = order.length >> 1
  const first = yield* lesson(net, picked(reals, order.subarray(0, half)), fork(STREAM, 1))
  const second = yield* lesson(net, picked(reals, order.subarray(half)), fork(STREAM, 2))
  const standard = fitStandard(
    stacked([first, second].flatMap(({ whole, spoilt }) => [whole, ...Object.values(spoilt)])),
  )
  const ways = {
    soft: yield* way(first, second, { shortfall: 'soft', standard }),
    rough: yield* way(first, second, { shortfall: 'rough', standard }),
    broken: yield* way(first, second, { shortfall: 'broken', standard }),
  }
  return { net, standard, ways }
}

/** How whole the fakes look, on average. Cost a feature row per fake. */
export function* fidelityOf({ net, standard, ways }: Probe, fakes: PictureBatch): Sliced<Fidelity> {
  const rows = standardise(yield* perceptualFeatures(net, shrunk(fakes)), standard)
  return {
    soft: judgedBy(ways.soft, rows),
    rough: judgedBy(ways.rough, rows),
    broken: judgedBy(ways.broken, rows),
  }
}

/** Some pictures are alike whether spoilt or not, as plain colours are: then nothing can be told of fakes. */
export function canJudge({ ways }: Probe): boolean {
  return Object.values(ways).some(isApart)
}

/** A way in which even the real ones cannot be told from spoilt ones finds no fault with anything. */
function judgedBy(way: Way, rows: Rows): number {
  if (!isApart(way)) return 1
  return (mean(scores(rows, way.weights)) - way.spoilt) / (way.whole - way.spoilt)
}

function isApart({ whole, spoilt }: Way): boolean {
  return whole - spoilt > LEAST_APART
}

/** The way in which they fall short most is what they look like. */
export function leastOf(fidelity: Fidelity): number {
  return Math.min(...Object.values(fidelity))
}

interface Lesson {
  readonly whole: Rows
  readonly spoilt: Readonly<Record<Shortfall, Rows>>
}

function* lesson(net: PerceptualNet, reals: PictureBatch, stream: Stream): Sliced<Lesson> {
  const count = countPictures(reals)
  const whole: Float32Array[] = []
  for (let i = 0; i < Math.max(count, LEAST_WHOLE / 2); i++) {
    whole.push(i < count ? pictureOf(reals, i) : moved(reals, i % count, i))
    yield
  }
  return {
    whole: yield* rowsOf(net, reals, whole),
    spoilt: {
      soft: yield* rowsOf(net, reals, yield* spoiltOnes(reals, 'soft', fork(stream, 0))),
      rough: yield* rowsOf(net, reals, yield* spoiltOnes(reals, 'rough', fork(stream, 1))),
      broken: yield* rowsOf(net, reals, yield* spoiltOnes(reals, 'broken', fork(stream, 2))),
    },
  }
}

function* spoiltOnes(reals: PictureBatch, shortfall: Shortfall, stream: Stream): Sliced<Float32Array[]> {
  const spoils = SPOILINGS[shortfall]
  const count = countPictures(reals)
  const spoilt: Float32Array[] = []
  for (let i = 0; i < SPOILT; i++) {
    const spoil = spoils[i % spoils.length]
    if (spoil !== undefined) spoilt.push(spoil(reals, i % count, fork(stream, i)))
    yield
  }
  return spoilt
}

function* rowsOf(
  net: PerceptualNet,
  { size, channels }: PictureBatch,
  pictures: readonly Float32Array[],
): Sliced<Rows> {
  return yield* perceptualFeatures(net, { pixels: joinedFloats(pictures), size, channels })
}

/** Each half is judged by weights that were taught on the other: what is unseen looks a little less whole. */
function* way(first: Lesson, second: Lesson, of: { shortfall: Shortfall; standard: Standard }): Sliced<Way> {
  const of1 = yield* taught([first], of)
  const of2 = yield* taught([second], of)
  const says = (weights: Float64Array, rows: Rows) => mean(scores(standardise(rows, of.standard), weights))
  return {
    weights: yield* taught([first, second], of),
    whole: (says(of1, second.whole) + says(of2, first.whole)) / 2,
    spoilt: (says(of1, second.spoilt[of.shortfall]) + says(of2, first.spoilt[of.shortfall])) / 2,
  }
}

function* taught(
  lessons: readonly Lesson[],
  { shortfall, standard }: { shortfall: Shortfall; standard: Standard },
): Sliced<Float64Array> {
  const whole = stacked(lessons.map((lesson) => lesson.whole))
  const spoilt = stacked(lessons.map((lesson) => lesson.spoilt[shortfall]))
  const [wholes, spoils] = [countRows(whole), countRows(spoilt)]
  const targets = Float64Array.from({ length: wholes + spoils }, (_, i) => (i < wholes ? 1 : -1))
  const shares = targets.map((target) => 0.5 / (target > 0 ? wholes : spoils))
  return yield* ridge({ rows: standardise(stacked([whole, spoilt]), standard), targets, shares }, PRICE)
}

/** Picture `at`, moved by a pixel up, down or sideways; the border is repeated. */
function moved(images: PictureBatch, at: number, turn: number): Float32Array {
  const { size, channels } = images
  const picture = pictureOf(images, at)
  const within = (place: number) => Math.min(size - 1, Math.max(0, place))
  const [down, right] = [(turn % 3) - 1, (Math.floor(turn / 3) % 3) - 1]
  return picture.map((_, i) => {
    const place = Math.floor(i / channels)
    const from = within(Math.floor(place / size) + down) * size + within((place % size) + right)
    return picture[from * channels + (i % channels)] ?? 0
  })
}

function picked(images: PictureBatch, indices: Uint32Array): PictureBatch {
  return { ...images, pixels: joinedFloats(Array.from(indices, (at) => pictureOf(images, at))) }
}

function stacked(parts: readonly Rows[]): Rows {
  return { values: joinedFloats(parts.map(({ values }) => values)), dimensions: parts[0]?.dimensions ?? 1 }
}

function mean(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i] ?? NaN
  return total / values.length
}
