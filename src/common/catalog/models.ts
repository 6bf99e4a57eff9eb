/** Pairs of networks on offer. Each id has its builder in src/worker/gan/networks/. */
import type { KindId } from '../items/item-spec.ts'
import { KIND_IDS } from '../items/kinds.ts'
import type { Entry } from './entry.ts'

export interface ModelEntry extends Entry {
  /** What kinds of items such networks can make. */
  readonly fits: readonly KindId[]
}

/** Dense layers fit items of every kind but rows, whose choices want a head of their own. */
const DENSE: readonly KindId[] = KIND_IDS.filter((kind) => kind !== 'row')

export const MODELS = [
  {
    id: 'mlp',
    label: 'MLP',
    meaning:
      'Dense layers of editable widths; right for points, and for small images the quickest to collapse.',
    source: 'Goodfellow et al. 2014',
    fits: DENSE,
  },
  {
    id: 'dcgan',
    label: 'DCGAN',
    meaning: 'Strided 4×4 convolutions up (forger) and down (detective), base width editable.',
    source: 'Radford et al. 2016; pytorch/examples dcgan',
    fits: ['picture'],
  },
  {
    id: 'residual',
    label: 'Residual',
    meaning:
      'A plain modern pair without norms; made for the paired loss with R1 + R2, and slower than DCGAN.',
    source: 'Huang et al. 2024 (R3GAN), section 3, without grouped convolutions',
    fits: ['picture'],
  },
  {
    id: 'unet',
    label: 'U-Net',
    meaning:
      'From picture to picture: down to a few pixels and up again, each side beside its equal; the detective judges patch by patch.',
    source: 'Ronneberger et al. 2015; Isola et al. 2017 (pix2pix), narrower and without norms',
    fits: ['picture'],
  },
  {
    id: 'translator',
    label: 'Translators',
    meaning:
      'Two forgers that change a picture, one for each way, and two detectives that judge the outcome patch by patch.',
    source: 'Zhu et al. 2017 (CycleGAN), smaller, without norms, and adding to the picture they are given',
    fits: ['picture'],
  },
  {
    id: 'maxout',
    label: 'Maxout detective',
    meaning: 'An MLP forger against layers that take the largest of five dense maps; PacGAN’s set-up.',
    source: 'Goodfellow et al. 2013; fjxmlzn/PacGAN config: 3 layers of 200 units, 5 pieces',
    fits: DENSE,
  },
  {
    id: 'linear',
    label: 'Linear detective',
    meaning:
      'The detective draws one straight line: what a forger learns from a judge that sees only the mean.',
    source: 'own; with the hinge loss a linear support vector machine (Cortes & Vapnik 1995)',
    fits: DENSE,
  },
  {
    id: 'fourier',
    label: 'Kernel detective',
    meaning:
      'A line drawn over fixed random waves: smooth, convex to train, and blind to what its waves do not span.',
    source: 'Rahimi & Recht 2007; as many features as the first detective layer has units',
    fits: DENSE,
  },
  {
    id: 'ctgan',
    label: 'CTGAN',
    meaning:
      'For tables: layers that hand on what they were given beside what they made of it, a choice for each category, and, in packs, a detective that forgets half at random.',
    source: 'Xu et al. 2019 (CTGAN), section 4.4',
    fits: ['row'],
  },
] as const satisfies readonly ModelEntry[]

export type ModelId = (typeof MODELS)[number]['id']

export const ACTIVATIONS = [
  { id: 'relu', label: 'ReLU', meaning: 'max(0, x).', source: 'Nair & Hinton 2010' },
  { id: 'leaky-relu', label: 'Leaky ReLU', meaning: 'Slope 0.2 below zero.', source: 'DCGAN, 2016' },
  {
    id: 'tanh',
    label: 'tanh',
    meaning: 'Smooth and bounded; as in Unrolled GAN’s toys.',
    source: 'Metz et al. 2017',
  },
] as const satisfies readonly Entry[]

export type ActivationId = (typeof ACTIVATIONS)[number]['id']

export const PRIORS = [
  { id: 'normal', label: 'Normal', meaning: 'Each latent from N(0, 1).', source: 'DCGAN-era practice' },
  {
    id: 'uniform',
    label: 'Uniform',
    meaning: 'Each latent from U(−1, 1).',
    source: 'Goodfellow et al. 2014',
  },
] as const satisfies readonly Entry[]

export type PriorId = (typeof PRIORS)[number]['id']

export const GENERATOR_NORMS = [
  { id: 'none', label: 'None', meaning: 'No normalisation.', source: 'own: the plain net' },
  {
    id: 'batch',
    label: 'Batch norm',
    meaning: 'Each channel is normalised over the batch; steadies convolutional forgers.',
    source: 'Ioffe & Szegedy 2015; DCGAN',
  },
] as const satisfies readonly Entry[]

export type GeneratorNormId = (typeof GENERATOR_NORMS)[number]['id']

export const DISCRIMINATOR_NORMS = [
  { id: 'none', label: 'None', meaning: 'No normalisation.', source: 'own: the plain net' },
  {
    id: 'batch',
    label: 'Batch norm',
    meaning: 'Normalises over the batch, reals and fakes apart; couples the items of a batch.',
    source: 'DCGAN, 2016',
  },
  {
    id: 'layer',
    label: 'Layer norm',
    meaning:
      'Normalises each item over its own features; couples nothing, so it goes with gradient penalties.',
    source: 'Ba et al. 2016; Gulrajani et al. 2017',
  },
  {
    id: 'spectral',
    label: 'Spectral norm',
    meaning: 'Every layer’s weights are divided by their largest singular value, which bounds the slope.',
    source: 'Miyato et al. 2018 (SNGAN): one power iteration per update',
  },
] as const satisfies readonly Entry[]

export type DiscriminatorNormId = (typeof DISCRIMINATOR_NORMS)[number]['id']

export const CONDITIONALS = [
  {
    id: 'none',
    label: 'None',
    meaning: 'Neither network is told a class.',
    source: 'Goodfellow et al. 2014',
  },
  {
    id: 'projection',
    label: 'Projection',
    meaning:
      'The forger starts from z and a learnt embedding of the class; the detective adds ⟨embedding, features⟩ to its logit.',
    source: 'Miyato & Koyama 2018 (projection discriminator); Mirza & Osindero 2014 for the forger',
  },
] as const satisfies readonly Entry[]

export type ConditionalId = (typeof CONDITIONALS)[number]['id']
