/**
 * The learners against scikit-learn 1.9.1 on a fixed table: scores and logistic regression to the last decimals, trees and forests,
 * which draw their own lots and part categories in their own way, within a tolerance. Truth made by
 * test/fixtures/tables/learners.py.
 */
import { describe, expect, test } from 'vitest'
import type { TableColumn } from '../../../../src/common/tables/table-column.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { judgeLearner, type LearnerScores } from '../../../../src/worker/evaluation/learners/judge-learner.ts'
import { withKnownTarget, type Learner } from '../../../../src/worker/evaluation/learners/learner.ts'
import { linearLearner } from '../../../../src/worker/evaluation/learners/linear.ts'
import { logisticLearner } from '../../../../src/worker/evaluation/learners/logistic.ts'
import { mlpLearner } from '../../../../src/worker/evaluation/learners/mlp.ts'
import {
  accuracy,
  averagePrecision,
  macroF1,
  namesOf,
  r2,
  rocAuc,
} from '../../../../src/worker/evaluation/learners/scores.ts'
import { forestLearner, treeLearner } from '../../../../src/worker/evaluation/learners/trees.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import {
  categoryOf,
  numbers,
  tableFixture,
  tableOf,
  type WrittenColumn,
} from '../../../helpers/data/table-of.ts'

type Named = [accuracy: number, macroF1: number]

interface Truth {
  train: WrittenColumn[]
  test: WrittenColumn[]
  kind: { tree: Named; forest: Named; mlp: Named; logistic: Named; classes: string[]; shares: number[][] }
  rare: Truth['kind'] & { averagePrecision: number; auc: number }
  amount: { tree: number; forest: number; mlp: number; ridge: number }
  scores: Record<'truth' | 'said' | 'scores' | 'positive' | 'values' | 'guesses', number[]> &
    Record<'accuracy' | 'macroF1' | 'auc' | 'averagePrecision' | 'r2', number>
}

const truth = tableFixture('learners.json') as Truth
const columns = ['x', 'y', 'z', 'place']
const tableFor = (written: WrittenColumn[], target: string) =>
  tableOf(written).filter(({ name }) => name === target || columns.includes(name))
const train = (target: string) => tableFor(truth.train, target)
const unseen = (target: string) => tableFor(truth.test, target)

/** What a learner reaches from five seeds. */
function reached(
  learner: Learner,
  target: string,
  as = (columns: TableColumn[]) => columns,
): LearnerScores[] {
  const [taught, asked] = [as(train(target)), as(unseen(target))]
  return [0, 1, 2, 3, 4].map((seed) =>
    finish(judgeLearner(learner, taught, asked, target, streamFor(seed, 'evaluate'))),
  )
}
/** The place as a number, as scikit-learn's trees were told it. */
const coded = (columns: TableColumn[]): TableColumn[] =>
  columns.map((column) =>
    column.kind === 'category' && column.name === 'place'
      ? numbers(
          'place',
          Array.from(column.codes, (code) => 'abcd'.indexOf(column.labels[code] ?? '')),
        )
      : column,
  )
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const meanNamed = (scores: LearnerScores[]): Named => {
  const named = scores.filter((score) => score.kind === 'classes')
  return [mean(named.map((score) => score.accuracy)), mean(named.map((score) => score.macroF1))]
}

/**
 * A forest of 50 scatters by .005 of accuracy and .009 of macro-F1 from seed to seed in scikit-learn (the fixture’s
 * `forestSpread`), ours by about twice that: means of five and ten lie within some .01 of each other; measured .013 at most.
 * A single tree differs by which of equal splits it takes; measured .021 at most.
 */
const FOREST_APART = 0.025
const TREE_APART = 0.03
/** scikit-learn’s scatters by .006 and .012 (`mlpSpread`); it stops by its own rule, ours after so many updates; measured .012. */
const MLP_APART = 0.025

test('scores of fixed answers, with ties and a class that is only named', () => {
  const { scores } = truth
  expect(accuracy(scores.truth, scores.said)).toBeCloseTo(scores.accuracy, 12)
  expect(macroF1(scores.truth, scores.said, 6)).toBeCloseTo(scores.macroF1, 12)
  expect(rocAuc(scores.scores, scores.positive)).toBeCloseTo(scores.auc, 12)
  expect(averagePrecision(scores.scores, scores.positive)).toBeCloseTo(scores.averagePrecision, 12)
  expect(r2(scores.values, scores.guesses)).toBeCloseTo(scores.r2, 12)
})

test('scores that are NaN stand in no order: nothing is told of them', () => {
  expect(rocAuc([1, NaN, 0], [1, 0, 1])).toBeNaN()
  expect(averagePrecision([1, NaN, 0], [1, 0, 1])).toBeNaN()
})

describe.each(['kind', 'rare'] as const)('the category “%s”', (target) => {
  test('logistic regression gives the same shares and names', () => {
    const { features, target: taught } = withKnownTarget(train(target), target)
    const predictor = finish(
      logisticLearner({ tolerance: 1e-10, steps: 2000 }).fit(features, taught, streamFor(0, 'evaluate')),
    )
    const asked = withKnownTarget(unseen(target), target)
    const shares = finish(predictor.predict(asked.features))
    const labels = taught.kind === 'category' ? taught.labels : []
    truth[target].shares.forEach((row, i) => {
      row.forEach((share, k) => {
        const at = labels.indexOf(truth[target].classes[k] ?? '')
        expect(shares[i * labels.length + at], `row ${i}, ${truth[target].classes[k]}`).toBeCloseTo(share, 5)
      })
    })
    const names = Array.from(namesOf(shares, labels.length), (code) => labels[code])
    const right = categoryOf(unseen(target), target)
    const hits = names.filter((name, i) => name === right.labels[right.codes[i] ?? -1]).length
    expect(hits / names.length).toBeCloseTo(truth[target].logistic[0], 12)
  })

  test('with its defaults logistic regression scores the same', () => {
    const [one] = reached(logisticLearner(), target)
    expect(one?.kind === 'classes' ? one.macroF1 : NaN).toBeCloseTo(truth[target].logistic[1], 3)
  })

  test('a perceptron comes as far', () => {
    const mlp = meanNamed(reached(mlpLearner({ balanced: false }), target))
    expect(Math.abs(mlp[0] - truth[target].mlp[0])).toBeLessThan(MLP_APART)
    // Longer taught than theirs it finds more of the rare class, never less.
    expect(mlp[1]).toBeGreaterThan(truth[target].mlp[1] - MLP_APART)
    expect(meanNamed(reached(mlpLearner(), 'kind'))[1]).toBeGreaterThan(
      meanNamed(reached(mlpLearner({ balanced: false }), 'kind'))[1],
    )
  })

  test('a tree and a forest come as far', () => {
    const tree = meanNamed(reached(treeLearner(), target, coded))
    const forest = meanNamed(reached(forestLearner(), target, coded))
    truth[target].tree.forEach((theirs, i) =>
      expect(Math.abs((tree[i] ?? NaN) - theirs)).toBeLessThan(TREE_APART),
    )
    truth[target].forest.forEach((theirs, i) =>
      expect(Math.abs((forest[i] ?? NaN) - theirs)).toBeLessThan(FOREST_APART),
    )
  })
})

test('average precision of the rare class, by logistic regression', () => {
  const [one] = reached(logisticLearner({ tolerance: 1e-10, steps: 2000 }), 'rare')
  expect(one?.kind === 'classes' ? one.averagePrecision : NaN).toBeCloseTo(truth.rare.averagePrecision, 4)
})

test('a number, by a tree, a forest and a line', () => {
  const r2Of = (learner: Learner, as?: typeof coded) =>
    mean(reached(learner, 'amount', as).map((score) => (score.kind === 'values' ? score.r2 : NaN)))
  expect(r2Of(linearLearner())).toBeCloseTo(truth.amount.ridge, 4)
  expect(Math.abs(r2Of(mlpLearner()) - truth.amount.mlp)).toBeLessThan(MLP_APART)
  expect(Math.abs(r2Of(treeLearner(), coded) - truth.amount.tree)).toBeLessThan(TREE_APART)
  expect(Math.abs(r2Of(forestLearner(), coded) - truth.amount.forest)).toBeLessThan(FOREST_APART)
})
