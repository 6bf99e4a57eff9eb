/** The toys of WGAN-GP (igul222/improved_wgan_training, gan_toy.py) and DRAGAN (Kodali et al. 2017), narrowed. */
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { Preset } from '../preset.ts'
import { GRID, RING } from './base.ts'

const NETWORKS: Partial<RunConfig> = {
  model: 'mlp',
  gLayers: [64, 64, 64],
  dLayers: [64, 64, 64],
  activation: 'relu',
  latent: 2,
  prior: 'normal',
  batch: 128,
  gLr: 5e-4,
  dLr: 5e-4,
  beta1: 0.5,
  beta2: 0.9,
  ema: 0,
}

const WGAN_GP: Partial<RunConfig> = { loss: 'wasserstein', penalty: 'gradient', gamma: 0.1, dSteps: 5 }

/** gan_toy.py divides its points by what it takes for their deviation. */
const RING_POINTS = { modes: 8, radius: 2 / 1.414, std: 0.02 / 1.414 }
const GRID_POINTS = { side: 5, gap: 2 / 2.828, std: 0.05 / 2.828 }

const NARROWED = [
  'Three hidden layers of 64 units where gan_toy.py has 512; batch 128 where it has 256.',
  'Rates of 5e-4 where it has 1e-4, to make up for the few steps.',
  'Neither paper nor code gives figures: the paper’s figure 1 shows the critic’s contours against a fixed forger, and gan_toy.py draws pictures.',
]

export const WGAN_GP_RING: Preset = {
  name: 'wgan-gp-ring',
  title: 'ring of 8, radius 2/1.414, σ 0.02/1.414, as in WGAN-GP’s toy',
  config: { ...RING, ...NETWORKS, ...WGAN_GP, ...RING_POINTS },
  steps: 2000,
  publishedSteps: '100,000 forger steps of 5 critic steps',
  seeds: [1, 2, 3],
  variants: [
    { name: 'WGAN-GP, λ = 0.1', change: {}, published: [] },
    {
      name: 'WGAN, clip 0.01',
      change: { penalty: 'clip', gamma: 0.01, optimizer: 'rmsprop', gLr: 5e-5, dLr: 5e-5 },
      published: [],
    },
  ],
  differences: NARROWED,
}

export const WGAN_GP_GRID: Preset = {
  ...WGAN_GP_RING,
  name: 'wgan-gp-grid',
  title: 'grid of 25, spacing 2/2.828, σ 0.05/2.828, as in WGAN-GP’s toy',
  config: { ...GRID, ...NETWORKS, ...WGAN_GP, ...GRID_POINTS },
  variants: [{ name: 'WGAN-GP, λ = 0.1', change: {}, published: [] }],
}

export const DRAGAN_RING: Preset = {
  name: 'dragan-ring',
  title: 'the same ring with DRAGAN’s penalty',
  config: { ...RING, ...NETWORKS, ...RING_POINTS, loss: 'non-saturating' },
  steps: 3000,
  publishedSteps: 'not given for toys',
  seeds: [1, 2, 3],
  variants: [
    { name: 'plain', change: {}, published: [] },
    {
      name: 'DRAGAN, λ = 10',
      change: { penalty: 'dragan', gamma: 10 },
      published: [],
    },
  ],
  differences: [
    ...NARROWED.slice(0, 2),
    'No figures were found for DRAGAN’s toys.',
    'DRAGAN’s released notebook trains on MNIST; the networks of its toys are not published, so WGAN-GP’s stand in.',
  ],
}
