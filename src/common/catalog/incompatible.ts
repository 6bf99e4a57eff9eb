/**
 * Settings that do not go together, each with its reason. Plain data, checked by src/common/config/check.ts: a person reads the
 * reason where the choice is offered, and a link or a script that asks for both is told.
 */

import { DIVERSITIES, type DiversityEntry } from './diversity.ts'
import { idsWhere } from './entry.ts'
import { MODELS, type ModelEntry } from './models.ts'
import type { When } from './facts.ts'
import type { KindId } from '../items/item-spec.ts'
import { KIND_IDS, KINDS } from '../items/kinds.ts'
import { PENALTIES, type PenaltyEntry } from './penalties.ts'

/** Models whose discriminator heeds the choice of a norm. */
const WITH_NORMS = ['mlp', 'dcgan', 'unet', 'translator', 'ctgan']
const FROM_PICTURES = ['restore', 'translate'] as const
/** Penalties that want a slope for each item. */
const PULLED_TO_ONE = idsWhere<PenaltyEntry>(PENALTIES, ({ slope }) => slope === 1)
/** Aids with which a logit depends on the whole batch. */
const MIXING_BATCH = idsWhere<DiversityEntry>(DIVERSITIES, ({ mixes }) => mixes === 'batch')

export interface Incompatibility {
  /** All of these at once: settings, and facts of the data. */
  readonly when: When
  /** One sentence: why not, and what to do instead. */
  readonly reason: string
}

export const INCOMPATIBLE = [
  {
    when: { model: ['dcgan', 'residual', 'unet', 'translator'], unroll: 'above zero' },
    reason:
      'Unrolled steps multiply the cost of every forger update, which convolutions cannot bear; set unroll to 0 or choose an MLP.',
  },
  {
    when: { penalty: PULLED_TO_ONE, dNorm: ['batch'], model: WITH_NORMS },
    reason:
      'This penalty wants a slope for each item, and batch norm mixes the items; choose layer norm or none for the detective.',
  },
  {
    when: { penalty: PULLED_TO_ONE, diversity: MIXING_BATCH },
    reason:
      'This penalty wants a slope for each item, and a detective that compares items has none; choose packing, or R1.',
  },
  ...kindsWithout('augmentable').map((kind) => ({
    when: { augment: ['diffaugment'] as const, item: [kind] },
    reason: `DiffAugment shifts, recolours and cuts pictures; ${KINDS[kind].many} have nothing of the kind. Try instance noise instead.`,
  })),
  ...kindsWithout('augmentable').map((kind) => ({
    when: { warmStart: 'above zero' as const, item: [kind] },
    reason: `A warm start redraws pictures from latents of their own, which ${KINDS[kind].many} do not have. Set warmStart to 0.`,
  })),
  ...kindsWithout('augmentable').map((kind) => ({
    when: { task: ['restore'] as const, item: [kind] },
    reason: `Only pictures are restored, and these are ${KINDS[kind].many}; choose pictures, or set task to imagine.`,
  })),
  ...kindsWithout('augmentable').map((kind) => ({
    when: { task: ['translate'] as const, item: [kind] },
    reason: `Only pictures are translated, not ${KINDS[kind].many}. Set task to imagine.`,
  })),
  ...kindsWithout('augmentable').map((kind) => ({
    when: { transfer: ['drawings'] as const, item: [kind] },
    reason: `What was learnt from pictures is of no use to ${KINDS[kind].many}. Set transfer to none.`,
  })),
  ...kindsWithout('classified').map((kind) => ({
    when: { conditional: ['projection'] as const, item: [kind] },
    reason: `Networks are not told the classes of ${KINDS[kind].many}, though a table may have some; choose pictures with classes, such as digits.`,
  })),
  {
    when: { conditional: ['projection'], model: ['linear', 'fourier'] },
    reason:
      'This detective has no learnt features for a class to weigh; choose an MLP or convolutions for conditional training.',
  },
  {
    when: { conditional: ['projection'], diversity: ['packing'] },
    reason:
      'A pack of several items has no one class to be judged by; choose minibatch deviation or discrimination instead.',
  },
  {
    when: { task: ['restore'], model: idsWhere<ModelEntry>(MODELS, ({ id }) => id !== 'unet') },
    reason: 'Pictures are restored by a network that starts from a picture; choose the U-Net.',
  },
  {
    when: { task: ['translate'], model: idsWhere<ModelEntry>(MODELS, ({ id }) => id !== 'translator') },
    reason: 'Pictures are translated by two networks that change a picture; choose the translators.',
  },
  {
    when: { task: ['imagine'], model: ['unet', 'translator'] },
    reason:
      'These networks start from a picture, and here the forger is given noise; choose DCGAN, or a run that restores or translates.',
  },
  {
    when: { task: FROM_PICTURES, conditional: ['projection'] },
    reason: 'Networks that start from a picture are told no class beside it. Set conditional to none.',
  },
  {
    when: { task: ['restore'], source: ['gray'], colour: false, item: ['picture'] },
    reason: 'These pictures have no colour that could be given back; choose another thing to restore.',
  },
  {
    when: { task: ['restore'], source: ['pairs'], pairs: false, item: ['picture'] },
    reason:
      'These pictures come alone; drop two folders of the same names, or pictures that hold both side by side.',
  },
  {
    when: { task: FROM_PICTURES, diversity: ['packing'] },
    reason:
      'A pack of several pictures has no one source to be judged by; choose minibatch deviation instead.',
  },
  {
    when: { task: FROM_PICTURES, transfer: ['drawings'] },
    reason:
      'What was learnt from drawings begins with noise, and these networks begin with a picture. Set transfer to none.',
  },
  {
    when: { task: ['translate'], classes: false, item: ['picture'] },
    reason:
      'Translating wants pictures of two classes; drop two folders, or choose pictures with classes, such as digits.',
  },
  {
    when: { task: ['translate'], warmStart: 'above zero' },
    reason:
      'A warm start redraws each picture from what belongs to it, and here no two pictures belong together. Set warmStart to 0.',
  },
  {
    when: { prior: ['uniform'], truncation: 'other than one' },
    reason:
      'Truncation draws latents nearer to the middle of a normal prior; a uniform one has none. Set truncation to 1.',
  },
] as const satisfies readonly Incompatibility[]

function kindsWithout(ability: 'augmentable' | 'classified'): KindId[] {
  return KIND_IDS.filter((kind) => !KINDS[kind][ability])
}
