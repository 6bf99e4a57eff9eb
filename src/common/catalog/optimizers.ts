/**
 * Optimisers on offer. Each has its update rule in src/worker/gan/optimizers/rules/<id>.ts; without it the project does not
 * compile. Plain data.
 */
import { entryOf, type Entry } from './entry.ts'

export interface OptimizerEntry extends Entry {
  /** What it keeps for each weight: a mean of gradients, decay β₁, and one of their squares, decay β₂. */
  readonly moments: { readonly mean: boolean; readonly square: boolean }
}

export const OPTIMIZERS = [
  {
    id: 'adam',
    label: 'Adam',
    meaning: 'Momentum β₁ and a per-weight step size from β₂; ε is 1e-8.',
    source: 'Kingma & Ba 2015, algorithm 1',
    moments: { mean: true, square: true },
  },
  {
    id: 'sgd',
    label: 'SGD',
    meaning: 'Plain gradient descent, momentum β₁.',
    source: 'Robbins & Monro 1951',
    moments: { mean: true, square: false },
  },
  {
    id: 'rmsprop',
    label: 'RMSprop',
    meaning: 'Step size from a running mean square with decay β₂; WGAN’s choice.',
    source: 'Hinton, lecture 6e, 2012; WGAN',
    moments: { mean: false, square: true },
  },
] as const satisfies readonly OptimizerEntry[]

export type OptimizerId = (typeof OPTIMIZERS)[number]['id']

export function optimizerEntry(id: OptimizerId): OptimizerEntry {
  return entryOf<OptimizerEntry>(OPTIMIZERS, id)
}
