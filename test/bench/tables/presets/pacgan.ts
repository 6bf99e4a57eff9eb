/** Ring and grid as PacGAN sets them (Lin et al. 2018; fjxmlzn/PacGAN, synthetic_data_experiments), frozen. */
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { Preset, Variant } from '../preset.ts'
import { GRID, RING } from './base.ts'

const BATCH = 100

const NETWORKS: Partial<RunConfig> = {
  model: 'maxout',
  gLayers: [400, 400, 400, 400],
  dLayers: [200, 200, 200],
  activation: 'relu',
  gNorm: 'batch',
  latent: 2,
  prior: 'normal',
  loss: 'non-saturating',
  batch: BATCH,
  gLr: 1e-3,
  dLr: 1e-3,
  beta1: 0.8,
  beta2: 0.999,
  ema: 0,
}

const PACGAN = 'PacGAN, table 1 (10 runs)'
const VEEGAN = 'VEEGAN’s table (5 runs, other networks)'

/** A batch holds as many packs as the plain one holds items, as in PacGAN's code. */
const packed = (pack: number): Partial<RunConfig> => ({ diversity: 'packing', pack, batch: pack * BATCH })

const DIFFERENCES = [
  'A four-hundredth of the paper’s 400,000 steps, at rates of 1e-3 where it has 1e-4: the very start of training.',
  'Weights start from He’s and Glorot’s rule, not from N(0, 0.02²).',
  'Points are drawn anew for each batch; the paper goes round 100,000 fixed ones.',
  'The detective moves first and the forger after it; the paper moves both in one step.',
  'Good means within 3σ of a mode by Euclid, which for round modes is the paper’s Mahalanobis.',
]

interface Figures {
  readonly plain: Variant['published']
  readonly packs: Readonly<Record<2 | 3 | 4, Variant['published']>>
}

function variants({ plain, packs }: Figures): Variant[] {
  return [
    { name: 'plain', change: {}, published: plain },
    ...([2, 3, 4] as const).map((pack) => ({
      name: `PacGAN m = ${pack}`,
      change: packed(pack),
      published: packs[pack],
    })),
  ]
}

const row = (modes: string, highQuality: string, reverseKL: string) => [
  { modes, highQuality, reverseKL, source: PACGAN },
]

export const PACGAN_RING: Preset = {
  name: 'pacgan-ring',
  title: 'ring of 8, radius 1, σ 0.01, as PacGAN sets it',
  config: { ...RING, ...NETWORKS, modes: 8, radius: 1, std: 0.01 },
  steps: 1000,
  publishedSteps: '400 epochs of 1,000 batches',
  seeds: [1, 2, 3],
  variants: variants({
    plain: [
      ...row('6.3 ± .5', '98.2 ± .2', '.45 ± .09'),
      { modes: '1', highQuality: '99.3', source: VEEGAN },
    ],
    packs: {
      2: row('7.9 ± .1', '95.6 ± 2.0', '.07 ± .03'),
      3: row('7.8 ± .1', '97.7 ± .3', '.10 ± .02'),
      4: row('7.8 ± .1', '95.9 ± 1.4', '.07 ± .02'),
    },
  }),
  differences: DIFFERENCES,
}

export const PACGAN_GRID: Preset = {
  name: 'pacgan-grid',
  title: 'grid of 25, spacing 2, σ 0.05, as PacGAN sets it',
  config: { ...GRID, ...NETWORKS, side: 5, gap: 2, std: 0.05 },
  steps: 1000,
  publishedSteps: '400 epochs of 1,000 batches',
  seeds: [1, 2, 3],
  variants: variants({
    plain: [
      ...row('17.3 ± .8', '94.8 ± .7', '.70 ± .07'),
      { modes: '3.3', highQuality: '.5', source: VEEGAN },
    ],
    packs: {
      2: row('23.8 ± .7', '91.3 ± .8', '.13 ± .04'),
      3: row('24.6 ± .4', '94.2 ± .4', '.06 ± .02'),
      4: row('24.8 ± .2', '93.6 ± .6', '.04 ± .01'),
    },
  }),
  differences: DIFFERENCES,
}
