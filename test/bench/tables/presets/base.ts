/**
 * What every preset starts from: the plain GAN with nothing added. Written out and not taken from the app's defaults, so that
 * a preset stays what it was when those change.
 */
import type { RunConfig } from '../../../../src/config/run-config.ts'

const PLAIN: Omit<RunConfig, 'dataset'> = {
  modes: 8,
  radius: 1,
  std: 0.05,
  side: 5,
  gap: 0.5,
  size: 28,
  channels: 'auto',
  fit: 'cover',
  model: 'mlp',
  gLayers: [128, 128],
  dLayers: [128, 128],
  activation: 'leaky-relu',
  width: 32,
  latent: 2,
  prior: 'normal',
  gNorm: 'none',
  dNorm: 'none',
  initScale: 1,
  loss: 'non-saturating',
  penalty: 'none',
  gamma: 0.01,
  labelSmoothing: 0,
  dSteps: 1,
  unroll: 0,
  diversity: 'none',
  pack: 2,
  augment: 'none',
  instanceNoise: 0,
  noiseSteps: 0,
  lecam: 0,
  featureMatching: 0,
  history: 0,
  topK: 1,
  lookahead: 0,
  ema: 0,
  truncation: 1,
  conditional: 'none',
  optimizer: 'adam',
  gLr: 1e-3,
  dLr: 1e-3,
  beta1: 0.5,
  beta2: 0.999,
  batch: 128,
  seed: 1,
  steps: 0,
  backend: 'auto',
  speed: 'smooth',
  autostart: false,
}

export const RING: RunConfig = { ...PLAIN, dataset: 'ring' }
export const GRID: RunConfig = { ...PLAIN, dataset: 'grid' }
