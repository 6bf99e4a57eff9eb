/**
 * Do fakes repeat the rows that the generator was taught on? Needs rows that were held out. A good figure proves nothing: sets
 * that pass such tests have been open to attack (Yao et al. 2025, "The DCR Delusion", arXiv 2505.01524).
 * Must not be called anything else on the page.
 */
import { lengthOf, rowCount, sampleRows, takeRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { Draws } from '../../../common/numbers/draws.ts'
import { fork, type Stream } from '../../../common/numbers/random.ts'
import { rocAuc } from '../learners/scores.ts'
import { median } from '../metrics/memorisation.ts'
import type { Sliced } from '../metrics/slices.ts'
import { boundsOf, countsOf, missingShare } from './column-figures.ts'
import { nearestRows, rangesOf, rowSpace } from './row-distance.ts'

/**
 * SDMetrics' DCRBaselineProtection: min(1, median distance of fakes to their nearest real / the same of random rows); NaN
 * where random rows coincide with reals. @param random rows from `uniformRows`, as many as there are fakes
 */
export function* baselineProtection(
  real: readonly TableColumn[],
  fake: readonly TableColumn[],
  random: readonly TableColumn[],
): Sliced<number> {
  const space = rowSpace(real)
  const fakes = median((yield* nearestRows(fake, space)).distances)
  const randoms = median((yield* nearestRows(random, space)).distances)
  return randoms === 0 ? NaN : Math.min(fakes / randoms, 1)
}

/**
 * SDMetrics' DCROverfittingProtection: min(1, 2·(1 − share of fakes strictly nearer to training than to held-out rows)), each
 * distance by the ranges of its own set. Only fair when the two sets are of one size: see `nearerToTraining`.
 */
export function* overfittingProtection(
  training: readonly TableColumn[],
  heldOut: readonly TableColumn[],
  fake: readonly TableColumn[],
): Sliced<number> {
  const toTraining = (yield* nearestRows(fake, rowSpace(training))).distances
  const toHeldOut = (yield* nearestRows(fake, rowSpace(heldOut))).distances
  let nearer = 0
  toTraining.forEach((distance, i) => (nearer += distance < (toHeldOut[i] ?? NaN) ? 1 : 0))
  return Math.min((1 - nearer / toTraining.length) * 2, 1)
}

/**
 * Share of fakes nearer to a training row than to any held-out row, ties a half: about .5 when fakes are as near to unseen
 * reals, 1 when all are copies. As many training rows as held-out ones are compared, drawn by `stream`, and by the same ranges:
 * else the larger set is nearer by its size alone.
 */
export function* nearerToTraining(
  training: readonly TableColumn[],
  heldOut: readonly TableColumn[],
  fake: readonly TableColumn[],
  stream: Stream,
): Sliced<number> {
  const size = Math.min(rowCount(training), rowCount(heldOut))
  const ranges = rangesOf(training)
  const mine = rowSpace(sampleRows(training, size, fork(stream, 0)), ranges)
  const others = rowSpace(sampleRows(heldOut, size, fork(stream, 1)), ranges)
  const toTraining = (yield* nearestRows(fake, mine)).distances
  const toHeldOut = (yield* nearestRows(fake, others)).distances
  let nearer = 0
  toTraining.forEach((distance, i) => {
    const other = toHeldOut[i] ?? NaN
    nearer += distance < other ? 1 : distance === other ? 0.5 : 0
  })
  return nearer / toTraining.length
}

/**
 * How often an attacker who takes a row with a near fake for a training row is right about a training and a held-out row: the
 * AUC of −(distance to the nearest fake). .5 is guessing.
 */
export function* membershipAuc(
  training: readonly TableColumn[],
  heldOut: readonly TableColumn[],
  fake: readonly TableColumn[],
): Sliced<number> {
  const fakes = rowSpace(fake, rangesOf(training))
  const members = (yield* nearestRows(training, fakes)).distances
  const others = (yield* nearestRows(heldOut, fakes)).distances
  const scores = Float64Array.from([...members, ...others], (distance) => -distance)
  return rocAuc(
    scores,
    scores.map((_, i) => (i < members.length ? 1 : 0)),
  )
}

/**
 * Rows that know nothing but each column's bounds: numbers uniform between the least and the greatest, whole where all are
 * whole; categories that occur, equally often; missing as often as among reals.
 */
export function uniformRows(real: readonly TableColumn[], count: number, stream: Stream): TableColumn[] {
  const shape = takeRows(real, new Uint32Array(count))
  shape.forEach((column, at) => {
    const source = real[at] ?? column
    const draws = new Draws(fork(stream, at))
    const missing = missingShare(source)
    const draw = uniformOf(source, draws)
    const target = column.kind === 'number' ? column.values : column.codes
    for (let i = 0; i < lengthOf(column); i++) {
      const value = draw()
      target[i] = draws.uniform() < missing ? (column.kind === 'number' ? NaN : -1) : value
    }
  })
  return shape
}

function uniformOf(column: TableColumn, draws: Draws): () => number {
  if (column.kind === 'number') {
    const [low, high] = boundsOf(column.values)
    const whole = column.values.every((value) => Number.isNaN(value) || Number.isInteger(value))
    if (whole) return () => low + draws.below(high - low + 1)
    return () => low + (high - low) * draws.uniform()
  }
  const counts = countsOf(column, column.labels.length)
  const there = [...counts.keys()].filter((code) => (counts[code] ?? 0) > 0)
  return () => there[draws.below(there.length)] ?? -1
}
