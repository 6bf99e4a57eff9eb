/** R3GAN's claim (Huang et al. 2024) on a grid: the paired relativistic loss with R1 + R2 keeps every mode. */
import type { Preset } from '../preset.ts'
import { GRID } from './base.ts'

export const R3_GRID: Preset = {
  name: 'r3-grid',
  title: 'grid of 25, spacing 2/2.828, σ 0.05/2.828: plain against R3GAN’s loss',
  config: {
    ...GRID,
    side: 5,
    gap: 2 / 2.828,
    std: 0.05 / 2.828,
    model: 'mlp',
    gLayers: [128, 128],
    dLayers: [128, 128],
    latent: 2,
    loss: 'non-saturating',
    batch: 256,
    gLr: 1e-3,
    dLr: 1e-3,
    beta1: 0,
    beta2: 0.9,
    ema: 0,
  },
  steps: 3000,
  publishedSteps: 'not published for grids',
  seeds: [1, 2, 3],
  variants: [
    { name: 'plain', change: {}, published: [] },
    {
      name: 'paired relativistic + R1 + R2',
      change: { loss: 'relativistic-paired', penalty: 'r1r2', gamma: 0.1 },
      published: [],
    },
  ],
  differences: [
    'R3GAN gives no figures for a grid. On Stacked MNIST it has 1,000 of 1,000 modes with this loss and 693 with the classic loss and the same penalties.',
  ],
}
