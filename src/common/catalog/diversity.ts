/**
 * Diversity aids (the discriminator sees several items at once) and augmentations (random changes of what it sees). Each
 * aid has its layer in src/worker/gan/networks/diversity.ts, each augmentation its rule in src/worker/gan/augment/; without
 * it the project does not compile. Plain data.
 */
import type { Entry } from './entry.ts'

export interface DiversityEntry extends Entry {
  /** Whose items one logit depends on: its own alone, those of its pack, or the whole batch's. */
  readonly mixes: 'nothing' | 'pack' | 'batch'
}

export const DIVERSITIES = [
  {
    id: 'none',
    label: 'None',
    meaning: 'The detective sees one item at a time.',
    source: 'Goodfellow et al. 2014',
    mixes: 'nothing',
  },
  {
    id: 'minibatch-discrimination',
    label: 'Minibatch discrimination',
    meaning:
      'The detective also learns how near each item is to the others of its batch, so copies give themselves away.',
    source: 'Salimans et al. 2016, section 3.2; here 8 kernels of 4 dimensions',
    mixes: 'batch',
  },
  {
    id: 'minibatch-stddev',
    label: 'Minibatch deviation',
    meaning: 'One extra feature: how much the items of a group differ. Cheap, and without weights.',
    source: 'Karras et al. 2018 (ProGAN): groups of 4',
    mixes: 'batch',
  },
  {
    id: 'packing',
    label: 'Packing',
    meaning:
      'The detective judges several items at once, all real or all fake; a forger of few kinds stands out.',
    source: 'Lin et al. 2018 (PacGAN)',
    mixes: 'pack',
  },
] as const satisfies readonly DiversityEntry[]

export type DiversityId = (typeof DIVERSITIES)[number]['id']

export const AUGMENTS = [
  { id: 'none', label: 'None', meaning: 'Items are shown as they are.', source: 'own: the plain run' },
  {
    id: 'diffaugment',
    label: 'DiffAugment',
    meaning:
      'Colour, shift and a hole, at random, on real and fake pictures alike: for some hundred pictures or fewer.',
    source: 'Zhao et al. 2020: colour, translation, cutout',
  },
] as const satisfies readonly Entry[]

export type AugmentId = (typeof AUGMENTS)[number]['id']
