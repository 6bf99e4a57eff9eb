/** What fakes are worth: our own learners taught on them and asked on held-out rows, class shares, and SDMetrics' quality as ours. */
import { streamFor } from '../../../src/common/numbers/random.ts'
import type { TableColumn } from '../../../src/common/tables/table-column.ts'
import { headline, judgeLearner } from '../../../src/worker/evaluation/learners/judge-learner.ts'
import type { Learner } from '../../../src/worker/evaluation/learners/learner.ts'
import { logisticLearner } from '../../../src/worker/evaluation/learners/logistic.ts'
import { mlpLearner } from '../../../src/worker/evaluation/learners/mlp.ts'
import { forestLearner } from '../../../src/worker/evaluation/learners/trees.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'

export const LEARNERS: Readonly<Record<string, Learner>> = {
  forest: forestLearner(),
  logistic: logisticLearner(),
  perceptron: mlpLearner(),
}

/** Macro-F1 of each learner, and their mean. */
export function worthOf(
  train: readonly TableColumn[],
  test: readonly TableColumn[],
  target: string,
  seed: number,
  only: readonly string[] = Object.keys(LEARNERS),
): Record<string, number> {
  const stream = streamFor(seed, 'evaluate')
  const found: Record<string, number> = {}
  for (const [name, learner] of Object.entries(LEARNERS)) {
    if (only.includes(name))
      found[name] = headline(finish(judgeLearner(learner, train, test, target, stream)))
  }
  const all = Object.values(found)
  return { ...found, mean: all.reduce((sum, value) => sum + value / all.length, 0) }
}

/** The largest difference of a class's share, in points. */
export function sharesOff(
  real: readonly TableColumn[],
  fake: readonly TableColumn[],
  target: string,
): number {
  const [ours, theirs] = [sharesOf(real, target), sharesOf(fake, target)]
  const labels = [...new Set([...ours.keys(), ...theirs.keys()])]
  return Math.max(...labels.map((label) => 100 * Math.abs((ours.get(label) ?? 0) - (theirs.get(label) ?? 0))))
}

function sharesOf(columns: readonly TableColumn[], target: string): Map<string, number> {
  const column = columns.find(({ name }) => name === target)
  const shares = new Map<string, number>()
  if (column?.kind !== 'category') return shares
  for (const code of column.codes) {
    const label = column.labels[code] ?? '(missing)'
    shares.set(label, (shares.get(label) ?? 0) + 1 / column.codes.length)
  }
  return shares
}
