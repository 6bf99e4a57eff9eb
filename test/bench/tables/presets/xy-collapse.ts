/** The collapse recipe of xyfJASON/gans-pytorch (configs/gan_ring8.yaml), made light enough for a slow machine. */
import type { Preset } from '../preset.ts'
import { RING } from './base.ts'

export const XY_COLLAPSE: Preset = {
  name: 'xy-collapse',
  title: 'ring of 8, radius 0.667, σ 0.033: the recipe that collapses',
  config: {
    ...RING,
    modes: 8,
    radius: 0.667,
    std: 0.033,
    model: 'mlp',
    gLayers: [64, 64],
    dLayers: [64, 64],
    activation: 'leaky-relu',
    latent: 16,
    prior: 'normal',
    loss: 'non-saturating',
    dSteps: 2,
    batch: 128,
    gLr: 1e-3,
    dLr: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    ema: 0,
  },
  steps: 2500,
  publishedSteps: '1,000 to 5,000 forger steps of 5 detective steps',
  seeds: [1, 2, 3, 4, 5],
  variants: [
    {
      name: 'plain',
      change: {},
      published: [{ modes: '1 (picture)', source: 'xyfJASON/gans-pytorch, README, 1 run' }],
    },
    {
      name: 'R1, γ = 1',
      change: { penalty: 'r1', gamma: 1 },
      published: [{ modes: 'all (picture)', source: 'xyfJASON/gans-pytorch, README, λ = 10, 1 run' }],
    },
    { name: 'PacGAN m = 2', change: { diversity: 'packing', pack: 2 }, published: [] },
    { name: 'PacGAN m = 4', change: { diversity: 'packing', pack: 4 }, published: [] },
    {
      name: 'minibatch discrimination',
      change: { diversity: 'minibatch-discrimination' },
      published: [],
    },
  ],
  differences: [
    'Two hidden layers of 64 units where the recipe has three of 256; latent 16 where it has 32; batch 128 where it has 256.',
    'Two detective steps for each of the forger’s where it has five; rates of 1e-3 where it has 3e-4.',
    'The forger ends in a linear layer where the recipe’s ends in tanh.',
    'Weights start from He’s and Glorot’s rule, not from PyTorch’s default.',
    'Points are drawn anew for each batch; the recipe goes round 400 for each mode.',
    'A pack is cut out of the batch, so that m = 2 has 64 logits a batch and m = 4 has 32; PacGAN’s batch counts packs.',
    'R1 here is γ/2·E‖∇D(x)‖² with γ = 1.',
    'Minibatch discrimination has 8 kernels of 4 dimensions and starts with coordinates four times as wide as the features.',
  ],
}
