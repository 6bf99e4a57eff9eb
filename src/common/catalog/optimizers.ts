/** Optimisers on offer. Each id has its update rule in src/worker/gan/optimizers/. */
import type { Entry } from './entry.ts'

export const OPTIMIZERS = [
  {
    id: 'adam',
    label: 'Adam',
    meaning: 'Momentum β₁ and a per-weight step size from β₂; ε is 1e-8.',
    source: 'Kingma & Ba 2015, algorithm 1',
  },
  {
    id: 'sgd',
    label: 'SGD',
    meaning: 'Plain gradient descent, momentum β₁.',
    source: 'Robbins & Monro 1951',
  },
  {
    id: 'rmsprop',
    label: 'RMSprop',
    meaning: 'Step size from a running mean square with decay β₂; WGAN’s choice.',
    source: 'Hinton, lecture 6e, 2012; WGAN',
  },
] as const satisfies readonly Entry[]

export type OptimizerId = (typeof OPTIMIZERS)[number]['id']
