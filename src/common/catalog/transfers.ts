/**
 * What the networks begin with. Weights that are no chance are read in src/worker/session/build/learnt-store.ts. Plain data.
 */
import type { Entry } from './entry.ts'

export const TRANSFERS = [
  {
    id: 'none',
    label: 'Chance',
    meaning: 'Both networks begin with random weights.',
    source: 'Goodfellow et al. 2014',
  },
  {
    id: 'drawings',
    label: 'Other pictures',
    meaning:
      'Both networks begin with what another pair learnt from pictures that come with the page and drawn ones.',
    source: 'own: docs/own-pictures.md; Wang et al. 2018 (TransferGAN)',
  },
] as const satisfies readonly Entry[]

export type TransferId = (typeof TRANSFERS)[number]['id']
