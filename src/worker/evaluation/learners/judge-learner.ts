/** Teaches a learner on some rows and says how well it predicts others: train on synthetic, test on real is one call. */
import type { Stream } from '../../../common/numbers/random.ts'
import { alignLabels } from '../../../common/tables/align-labels.ts'
import type { CategoryColumn, NumberColumn, TableColumn } from '../../../common/tables/table-column.ts'
import type { Sliced } from '../metrics/slices.ts'
import { withKnownTarget, type Learner } from './learner.ts'
import { accuracy, averagePrecision, macroF1, namesOf, r2 } from './scores.ts'

export type LearnerScores =
  | {
      readonly kind: 'classes'
      readonly accuracy: number
      readonly macroF1: number
      /** Of the rarest class that the test rows hold. */
      readonly averagePrecision: number
    }
  | { readonly kind: 'values'; readonly r2: number }

/**
 * @param train,test tables with the same columns; rows whose target is missing are left out
 * @throws GanvasError `table-target`, `table-columns-differ`, `learner-rows`
 */
export function* judgeLearner(
  learner: Learner,
  train: readonly TableColumn[],
  test: readonly TableColumn[],
  target: string,
  stream: Stream,
): Sliced<LearnerScores> {
  const taught = withKnownTarget(train, target)
  const asked = withKnownTarget(alignLabels(train, test), target)
  const predictor = yield* learner.fit(taught.features, taught.target, stream)
  const said = yield* predictor.predict(asked.features)
  if (asked.target.kind === 'number') return { kind: 'values', r2: r2(asked.target.values, said) }
  const known = taught.target.kind === 'category' ? taught.target.labels.length : 0
  return scoresOfShares(asked.target, said, known)
}

/** @param shares [n, known]: a class of the truth beyond `known` is never named */
export function scoresOfShares(truth: CategoryColumn, shares: Float64Array, known: number): LearnerScores {
  const named = namesOf(shares, known)
  const rare = rarest(truth)
  return {
    kind: 'classes',
    accuracy: accuracy(truth.codes, named),
    macroF1: macroF1(truth.codes, named, Math.max(known, truth.labels.length)),
    averagePrecision: averagePrecision(
      Float64Array.from(truth.codes, (_, i) => (rare < known ? (shares[i * known + rare] ?? 0) : 0)),
      truth.codes.map((code) => (code === rare ? 1 : 0)),
    ),
  }
}

/** The one figure that arms are compared by: macro-F1 of classes, R² of numbers. */
export function headline(scores: LearnerScores): number {
  return scores.kind === 'classes' ? scores.macroF1 : scores.r2
}

/** R² of saying the mean of the training rows: what a learner must beat. */
export function r2OfTheMean(train: NumberColumn, test: NumberColumn): number {
  const known = train.values.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value / known.length, 0)
  const asked = test.values.filter((value) => !Number.isNaN(value))
  return r2(
    asked,
    asked.map(() => mean),
  )
}

function rarest(truth: CategoryColumn): number {
  const counts = new Float64Array(truth.labels.length)
  for (const code of truth.codes) counts[code] = (counts[code] ?? 0) + 1
  let best = -1
  counts.forEach((count, code) => {
    if (count > 0 && (best < 0 || count < (counts[best] ?? 0))) best = code
  })
  return best
}
