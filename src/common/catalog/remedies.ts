/**
 * Remedies: what can be done about a verdict, as plain data. A remedy is a change of settings; where it takes effect (at
 * once, with a new discriminator, from the start) follows from those settings. Which verdict calls for which remedy stands
 * in src/worker/evaluation/diagnosis/rules/. On the page people read “Cures”: of the verdict's button that is these, of the
 * panel of settings it is settings/regularisation.ts.
 */
import type { RunConfig } from '../config/run-config.ts'
import type { KindId } from '../items/item-spec.ts'
import type { Entry } from './entry.ts'

export interface Remedy extends Entry {
  /** Settings and their new values. */
  readonly set?: Readonly<Partial<RunConfig>>
  /**
   * What is set otherwise on points: they lie within a few units, and their discriminators must be steeper than those
   * of pictures.
   */
  readonly on?: Readonly<Partial<Record<KindId, Readonly<Partial<RunConfig>>>>>
  /** The only task in which it is any. */
  readonly task?: RunConfig['task']
  /** Settings and what their values are multiplied by, within the setting's range. */
  readonly scale?: Readonly<Partial<Record<keyof RunConfig, number>>>
}

export const REMEDIES = [
  {
    id: 'without-game',
    label: 'Without the game',
    meaning: 'The same forger by L1 alone: nearest to the truth on average, and softer.',
    source: 'Isola et al. 2017: the row “L1” of their tables',
    set: { lively: 0 },
    task: 'restore',
  },
  {
    id: 'packing',
    label: 'Pack two samples',
    meaning: 'The detective sees two samples at once, so that sameness gives the forger away.',
    source: 'PacGAN, Lin et al. 2018: two to four samples',
    set: { diversity: 'packing', pack: 2 },
  },
  {
    id: 'minibatch-stddev',
    label: 'Show the batch’s spread',
    meaning: 'The detective sees how much a batch varies, so a batch of one kind stands out.',
    source: 'Karras et al. 2018 (progressive growing)',
    set: { diversity: 'minibatch-stddev' },
  },
  {
    id: 'minibatch-discrimination',
    label: 'Minibatch discrimination',
    meaning:
      'The detective learns how near each item is to the rest of its batch: copies give themselves away.',
    source: 'Salimans et al. 2016, section 3.2',
    set: { diversity: 'minibatch-discrimination' },
  },
  {
    id: 'r1',
    label: 'R1 penalty',
    meaning: 'Keeps the detective’s slope on reals small, so that the forger is not thrown about.',
    source: 'Mescheder et al. 2018; on points γ 0.02 brought back more good samples than 0.1 or 1',
    set: { penalty: 'r1', gamma: 1 },
    on: { point: { gamma: 0.02 } },
  },
  {
    id: 'relativistic-r1r2',
    label: 'Paired loss with R1 and R2',
    meaning: 'Fakes are compared with reals and both slopes are kept small; needs both halves to help.',
    source: 'Huang et al. 2024 (R3GAN)',
    set: { loss: 'relativistic-paired', penalty: 'r1r2', gamma: 1 },
    on: { point: { gamma: 0.02 } },
  },
  {
    id: 'instance-noise',
    label: 'Instance noise',
    meaning: 'Noise on all the detective sees lets reals and fakes overlap.',
    source: 'Sønderby et al. 2017; improved-gan: 0.1',
    set: { instanceNoise: 0.1 },
    on: { point: { instanceNoise: 0.03 } },
  },
  {
    id: 'less-momentum',
    label: 'Less momentum',
    meaning: 'β₁ of 0.5 or 0 stops the two from chasing each other in circles.',
    source: 'DCGAN: 0.5; R3GAN: 0',
    set: { beta1: 0.5 },
  },
  {
    id: 'slower',
    label: 'Halve both rates',
    meaning: 'Smaller steps of both networks.',
    source: 'own: the plainest way out of swings',
    scale: { gLr: 0.5, dLr: 0.5 },
  },
  {
    id: 'much-slower',
    label: 'Rates to a tenth',
    meaning: 'Much smaller steps of both networks.',
    source: 'own: for runs that blow up',
    scale: { gLr: 0.1, dLr: 0.1 },
  },
  {
    id: 'slower-detective',
    label: 'Slow the detective',
    meaning: 'Half the detective’s rate.',
    source: 'own',
    scale: { dLr: 0.5 },
  },
  {
    id: 'faster-detective',
    label: 'Hurry the detective',
    meaning: 'Four times the detective’s rate, as in two-timescale training.',
    source: 'Heusel et al. 2017 (TTUR); SAGAN: 1e-4 and 4e-4',
    scale: { dLr: 4 },
  },
  {
    id: 'faster-forger',
    label: 'Hurry the forger',
    meaning: 'Four times the forger’s rate.',
    source: 'own',
    scale: { gLr: 4 },
  },
  {
    id: 'one-detective-step',
    label: 'One detective step',
    meaning: 'The detective trains as often as the forger.',
    source: 'Goodfellow et al. 2014: 1',
    set: { dSteps: 1 },
  },
  {
    id: 'label-smoothing',
    label: 'Label smoothing',
    meaning: 'Reals count as 0.9, so that the detective is never quite sure.',
    source: 'Salimans et al. 2016',
    set: { labelSmoothing: 0.1 },
  },
  {
    id: 'non-saturating',
    label: 'Non-saturating loss',
    meaning: 'The forger still gets a gradient while it is losing.',
    source: 'Goodfellow et al. 2014, section 3',
    set: { loss: 'non-saturating' },
  },
  {
    id: 'clip',
    label: 'Clip the weights',
    meaning: 'A Wasserstein critic without any bound runs away; clipping is the plain bound.',
    source: 'Arjovsky et al. 2017: 0.01',
    set: { penalty: 'clip', gamma: 0.01 },
  },
  {
    id: 'average',
    label: 'Average the forger',
    meaning: 'Samples come from a running mean of the forger’s weights, which swings less.',
    source: 'Yazıcı et al. 2019: 0.999',
    set: { ema: 0.999 },
  },
  {
    id: 'diffaugment',
    label: 'Augment what the detective sees',
    meaning: 'The same random changes to reals and fakes make few pictures go further.',
    source: 'Zhao et al. 2020 (DiffAugment)',
    set: { augment: 'diffaugment' },
  },
] as const satisfies readonly Remedy[]

export type RemedyId = (typeof REMEDIES)[number]['id']
