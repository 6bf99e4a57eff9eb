/** A study of worth as the worker tells it: over, on a table, with a rival that makes better rows. */
import type { WorthReport } from '../../../src/common/protocol/worth.ts'

export function weighed(change: Partial<WorthReport> = {}): WorthReport {
  const scores = (mean: number) => ({
    scores: [mean - 0.01, mean, mean + 0.01, mean, mean],
    mean,
    low: mean - 0.009,
    high: mean + 0.009,
  })
  return {
    state: 'over',
    items: 'rows',
    target: 'kind',
    figure: 'macro-F1',
    guessing: 1 / 3,
    learner: 'a random forest of 50 trees',
    step: 300,
    seen: 800,
    reals: 800,
    fakes: 800,
    test: 200,
    seeds: 5,
    verdict: 'no-worse',
    sentence: 'The fakes make no sure difference.',
    worthSentence: 'By themselves the 800 fakes are worth about 120 real rows.',
    rivalSentence: 'CART makes rows that are worth more.',
    caveats: [],
    arms: [
      { id: 'real', label: 'Real rows', ...scores(0.8) },
      { id: 'classic', label: 'Real rows + SMOTE', ...scores(0.79) },
      { id: 'fakes', label: 'Real rows + fakes', ...scores(0.801) },
      { id: 'classic-fakes', label: 'Real rows + SMOTE + fakes', ...scores(0.795) },
      { id: 'many-fakes', label: 'Real rows + 5 × fakes', ...scores(0.796) },
      { id: 'fakes-alone', label: 'Fakes alone', ...scores(0.7) },
    ],
    ganTest: { label: 'Taught on real rows, asked about fakes', ...scores(0.75) },
    ganTrainSentence: 'Recall (GAN-train): the fakes do not hold all that the reals teach.',
    ganTestSentence: 'Precision (GAN-test): not all fakes are what they say they are.',
    difference: { mean: 0.001, low: -0.004, high: 0.006, withFakes: 'fakes', without: 'real' },
    aloneWorth: { items: 118, reach: 'measured' },
    worth: { items: 800, reach: 'at-least' },
    curve: [
      { items: 10, score: 0.5, rising: 0.5 },
      { items: 100, score: 0.69, rising: 0.69 },
      { items: 800, score: 0.8, rising: 0.8 },
    ],
    rivals: [
      { id: 'independent', label: 'independent columns', ...scores(0.3) },
      { id: 'cart', label: 'CART', ...scores(0.77) },
    ],
    progress: { done: 50, total: 50, label: 'Comparison 5 of 5', spent: 60_000, left: 0 },
    ...change,
  }
}
