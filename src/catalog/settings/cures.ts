/** Aids against collapse. */
import { DIVERSITIES, AUGMENTS } from '../cures.ts'
import type { Setting } from './setting.ts'

export const CURES_SETTINGS = {
  diversity: {
    type: 'choice',
    options: DIVERSITIES,
    label: 'Diversity',
    panel: 'cures',
    effect: 'rebuild',
    meaning: 'Lets the detective see several items at once.',
    source: 'cures',
  },
  augment: {
    type: 'choice',
    options: AUGMENTS,
    label: 'Augmentation',
    panel: 'cures',
    effect: 'live',
    meaning: 'Random changes to what the detective sees.',
    source: 'cures',
  },
  instanceNoise: {
    type: 'number',
    min: 0,
    max: 1,
    step: 0.01,
    scale: 'linear',
    unit: 'std',
    label: 'Instance noise',
    panel: 'cures',
    effect: 'live',
    meaning: 'Gaussian noise added to all the detective sees.',
    source: 'Sønderby et al. 2017; improved-gan: 0.1',
  },
  ema: {
    type: 'number',
    min: 0,
    max: 0.9999,
    step: 0.0001,
    scale: 'linear',
    unit: 'per step',
    label: 'Generator average',
    panel: 'cures',
    effect: 'live',
    meaning: 'Samples are drawn from a running mean of the forger’s weights; 0 shows the weights themselves.',
    source: 'Yazıcı et al. 2019: 0.999',
  },
} as const satisfies Record<string, Setting>
