/**
 * Settings that go together but not as a person may think: plain data, said where they are chosen. What does not go
 * together at all stands in incompatible.ts.
 */
import { DIVERSITIES, type DiversityEntry } from './diversity.ts'
import { idsWhere } from './entry.ts'
import type { When } from './facts.ts'
import { PENALTIES, type PenaltyEntry } from './penalties.ts'

/** Penalties that hold back slopes, whosever they are. */
const PULLED_TO_ZERO = idsWhere<PenaltyEntry>(PENALTIES, ({ slope }) => slope === 0)
/** Aids with which a logit depends on the whole batch. */
const MIXING_BATCH = idsWhere<DiversityEntry>(DIVERSITIES, ({ mixes }) => mixes === 'batch')

export interface Caution {
  /** All of these at once; the sentence is shown beside each of them. */
  readonly when: When
  /** One sentence: what happens, and what else to choose. */
  readonly sentence: string
}

export const CAUTIONS = [
  {
    when: { penalty: PULLED_TO_ZERO, dNorm: ['batch'], model: ['mlp', 'dcgan', 'unet', 'translator'] },
    sentence:
      'Careful: batch norm mixes the items, so this penalty holds back the slope of a whole batch, not of each item; choose layer norm or none for the detective.',
  },
  {
    when: { penalty: PULLED_TO_ZERO, diversity: MIXING_BATCH },
    sentence:
      'Careful: a detective that compares items has slopes through its whole batch, and this penalty holds back their sum; packing keeps it to the pack.',
  },
  {
    when: { loss: ['wasserstein'], penalty: ['none'], dNorm: ['none', 'batch', 'layer'] },
    sentence:
      'Careful: nothing bounds this critic’s slope, so its loss grows without end; choose clipping, a gradient penalty or spectral norm.',
  },
  {
    when: { loss: ['relativistic-paired'], penalty: ['none'] },
    sentence: 'Careful: without R1 and R2 the paired loss need not settle; choose R1 + R2 as R3GAN does.',
  },
  {
    when: { warmStart: 'above zero', augment: ['none'], task: ['imagine'] },
    sentence:
      'Careful: after a warm start the detective soon knows few pictures by heart, and the forger falls behind; choose DiffAugment with it.',
  },
  {
    when: { warmStart: 'above zero', prior: ['uniform'], task: ['imagine'] },
    sentence:
      'Careful: the latents of a warm start are made for a normal prior, and reach farther than a uniform one.',
  },
  {
    when: { transfer: ['drawings'], model: ['dcgan'], gNorm: ['none'] },
    sentence:
      'Careful: the forger that learnt before had batch norm, without which its weights are too small; choose batch norm.',
  },
] as const satisfies readonly Caution[]
