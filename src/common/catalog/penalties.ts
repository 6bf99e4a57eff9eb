/**
 * What keeps the discriminator smooth. Each has its code in src/worker/gan/penalties/<id>.ts; without it, or with code that
 * acts elsewhere than is said here, the project does not compile. Plain data.
 */
import { entryOf, type Entry } from './entry.ts'

export interface PenaltyEntry extends Entry {
  /** Where it takes effect: as a term of D's loss, as a bound on D's weights after each update, or not at all. */
  readonly acts: 'term' | 'bound' | 'nowhere'
  /**
   * What the norm of D's slope by its input is pulled to; null where no slope is looked at. A norm that is pulled to 1 must
   * be that of each item, which a discriminator that mixes items has not.
   */
  readonly slope: 0 | 1 | null
  /** What is added to D's loss, or done after its update; D is the raw logit, g = G(z). Absent: nothing. */
  readonly formula?: string
  /** A γ to begin with: another penalty means another scale. */
  readonly gamma?: number
}

export const PENALTIES = [
  {
    id: 'none',
    label: 'None',
    meaning: 'Nothing holds the detective back.',
    source: 'Goodfellow et al. 2014',
    acts: 'nowhere',
    slope: null,
  },
  {
    id: 'clip',
    label: 'Weight clipping',
    meaning: 'After each update every weight of the detective is clipped to ±γ; WGAN’s own, crude way.',
    source: 'Arjovsky et al. 2017: ±0.01',
    acts: 'bound',
    slope: null,
    formula: 'w ← clip(w, −γ, γ)',
    gamma: 0.01,
  },
  {
    id: 'gradient',
    label: 'Gradient penalty',
    meaning:
      'Between reals and fakes the detective’s slope is pulled to 1; Wasserstein’s gentler way (WGAN-GP).',
    source: 'Gulrajani et al. 2017: 10; 0.1 on toys (igul222/improved_wgan_training gan_toy.py)',
    acts: 'term',
    slope: 1,
    formula: 'γ E(‖∇D(x̂)‖ − 1)², x̂ between x and g',
    gamma: 10,
  },
  {
    id: 'dragan',
    label: 'DRAGAN',
    meaning: 'The detective’s slope is pulled to 1 around the data only.',
    source: 'Kodali et al. 2017: 10',
    acts: 'term',
    slope: 1,
    formula: 'γ E(‖∇D(x̃)‖ − 1)², x̃ near x',
    gamma: 10,
  },
  {
    id: 'r1',
    label: 'R1',
    meaning: 'The detective is kept flat at the data, so that the game can come to rest there.',
    source: 'Mescheder et al. 2018; StyleGAN2-ADA: 10, or 0.0002 · pixels / batch',
    acts: 'term',
    slope: 0,
    formula: 'γ/2 E‖∇D(x)‖²',
    gamma: 1,
  },
  {
    id: 'r2',
    label: 'R2',
    meaning: 'The detective is kept flat at the fakes.',
    source: 'Mescheder et al. 2018',
    acts: 'term',
    slope: 0,
    formula: 'γ/2 E‖∇D(g)‖²',
    gamma: 1,
  },
  {
    id: 'r1r2',
    label: 'R1 + R2',
    meaning: 'Flat at the data and at the fakes; with the paired relativistic loss it keeps every mode.',
    source: 'Huang et al. 2024 (R3GAN): 0.05 to 150, growing with the image',
    acts: 'term',
    slope: 0,
    formula: 'γ/2 (E‖∇D(x)‖² + E‖∇D(g)‖²)',
    gamma: 1,
  },
] as const satisfies readonly PenaltyEntry[]

export type PenaltyId = (typeof PENALTIES)[number]['id']

/** Where the penalty of an id takes effect, as its entry says. */
export type ActsOf<Id extends PenaltyId> = Extract<(typeof PENALTIES)[number], { readonly id: Id }>['acts']

export function penaltyEntry(id: PenaltyId): PenaltyEntry {
  return entryOf<PenaltyEntry>(PENALTIES, id)
}
