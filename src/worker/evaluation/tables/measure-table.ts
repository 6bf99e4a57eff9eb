/**
 * All figures of a table's fakes at once, in slices and on samples of rows, so that they can be read while training goes on. Must
 * not judge: a verdict is made elsewhere, and what fakes are worth is another study (`../worth/`).
 */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { fork, type Stream } from '../../../common/numbers/random.ts'
import { rowCount, sampleRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { median } from '../metrics/memorisation.ts'
import type { Sliced } from '../metrics/slices.ts'
import {
  boundaryAdherence,
  categoryCoverage,
  missingValueSimilarity,
  rangeCoverage,
} from './column-figures.ts'
import { folds, logisticDetection } from './detection.ts'
import { baselineProtection, membershipAuc, nearerToTraining, uniformRows } from './memorising.ts'
import { copiedShare, newRowSynthesis } from './new-rows.ts'
import { tableQuality, type TableQuality } from './quality.ts'
import { nearestRows, rangesOf, rowSpace } from './row-distance.ts'

export interface TableFigures {
  readonly quality: TableQuality
  /** Of each column, [d]: within the real bounds (NaN of a category), range or categories covered, missing as often. */
  readonly withinBounds: Float64Array
  readonly coverage: Float64Array
  readonly missing: Float64Array
  /** Share of fakes that match no training row within one per cent. */
  readonly newRows: number
  /** Share of fakes that are training rows to the last digit; beside it the same of held-out reals. */
  readonly copied: number
  /** 1 where a logistic regression cannot tell fakes from reals, 0 where it always can. */
  readonly detection: number
  /** Median distance of a fake to its nearest training row, and that over the same of random rows, 1 at most. */
  readonly nearest: number
  readonly baseline: number
  /** Null without held-out rows. */
  readonly heldOut: HeldOutFigures | null
}

/** What only held-out rows can tell. A good figure proves nothing. */
export interface HeldOutFigures {
  readonly copied: number
  /** Median distance of a held-out row to its nearest training row: what a fake as new as an unseen real would have. */
  readonly nearest: number
  /** Share of fakes nearer to training than to held-out rows, about .5 at best. */
  readonly nearerToTraining: number
  /** How often a near fake gives a training row away, .5 is guessing. */
  readonly membershipAuc: number
}

export interface MeasureLimits {
  /** Rows of each side for columns and pairs. */
  readonly rows: number
  /** Rows of each side that are compared each with each, and told apart. */
  readonly near: number
}

/** Measured on a busy core: .1 to .2 s for weather (7 columns), .6 s for birdstrikes (14), in slices; the caller keeps its share. */
export const LIVE_LIMITS: MeasureLimits = { rows: 2000, near: 500 }

/**
 * @param training,fake at least one row each @param heldOut rows that the generator was not taught on; may be empty
 * @param stream which rows are taken where there are more than `limits` say
 * @throws GanvasError `table-columns-differ`, `table-ragged`
 */
export function* measureTable(
  training: readonly TableColumn[],
  heldOut: readonly TableColumn[],
  fake: readonly TableColumn[],
  stream: Stream,
  limits: MeasureLimits = LIVE_LIMITS,
): Sliced<TableFigures> {
  const real = sampleRows(training, limits.rows, fork(stream, 0))
  const made = sampleRows(alignLabels(training, fake), limits.rows, fork(stream, 1))
  const quality = yield* tableQuality(real, made)
  const columns = columnsOf(training, made)
  yield
  const newRows = yield* newRowSynthesis(training, made)
  const copied = yield* copiedShare(training, made)
  const few = sampleRows(real, limits.near, fork(stream, 2))
  const fewMade = sampleRows(made, limits.near, fork(stream, 3))
  const space = rowSpace(few, rangesOf(training))
  const nearest = median((yield* nearestRows(fewMade, space)).distances)
  const random = uniformRows(few, rowCount(fewMade), fork(stream, 4))
  const baseline = yield* baselineProtection(few, fewMade, random)
  const foldOf = folds(rowCount(few), rowCount(fewMade), fork(stream, 5))
  const detection = yield* logisticDetection(few, fewMade, foldOf)
  const common = { quality, ...columns, newRows, copied, detection, nearest, baseline }
  if (rowCount(heldOut) === 0) return { ...common, heldOut: null }
  const unseen = sampleRows(alignLabels(training, heldOut), limits.near, fork(stream, 6))
  return {
    ...common,
    heldOut: {
      copied: yield* copiedShare(training, unseen),
      nearest: median((yield* nearestRows(unseen, space)).distances),
      nearerToTraining: yield* nearerToTraining(few, unseen, fewMade, fork(stream, 7)),
      membershipAuc: yield* membershipAuc(few, unseen, fewMade),
    },
  }
}

/** Bounds and categories are those of all training rows: a sample has narrower ones. */
function columnsOf(training: readonly TableColumn[], made: readonly TableColumn[]) {
  const d = training.length
  const [withinBounds, coverage] = [new Float64Array(d).fill(NaN), new Float64Array(d).fill(NaN)]
  const missing = new Float64Array(d)
  training.forEach((column, at) => {
    const partner = made[at] ?? column
    missing[at] = missingValueSimilarity(column, partner)
    if (column.kind === 'number' && partner.kind === 'number') {
      withinBounds[at] = boundaryAdherence(column, partner)
      coverage[at] = rangeCoverage(column, partner)
    } else if (column.kind === 'category' && partner.kind === 'category') {
      coverage[at] = categoryCoverage(column, partner)
    }
  })
  return { withinBounds, coverage, missing }
}
