/** What keeps the discriminator smooth. Each id has its code in src/gan/penalties/. */
import type { Entry } from './entry.ts'

export const PENALTIES = [
  {
    id: 'none',
    label: 'None',
    meaning: 'Nothing holds the detective back.',
    source: 'Goodfellow et al. 2014',
  },
  {
    id: 'clip',
    label: 'Weight clipping',
    meaning: 'After each update every weight of the detective is clipped to ±γ; WGAN’s own, crude way.',
    source: 'Arjovsky et al. 2017: ±0.01',
  },
] as const satisfies readonly Entry[]

export type PenaltyId = (typeof PENALTIES)[number]['id']
