/**
 * The config a dataset starts with. A link and a preset hold only what differs from it, so changing a default changes
 * what old links mean: do it with a note in the changelog.
 */
import { datasetEntry, type DatasetId } from '../catalog/datasets.ts'
import { penaltyEntry, type PenaltyId } from '../catalog/penalties.ts'
import type { RunConfig } from './run-config.ts'

/**
 * Mixtures: small dense nets. Ring: neighbours stand 15 σ apart, wide enough to see a mode go missing. Rates of 2e-3
 * with β₁ = 0.5 and an averaged generator cover 8 of 8 within 1,000 steps for three seeds of three.
 */
const POINTS: Omit<RunConfig, 'dataset'> = {
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
  conditional: 'none',
  gNorm: 'none',
  dNorm: 'none',
  initScale: 1,
  loss: 'non-saturating',
  penalty: 'none',
  gamma: 0.01,
  gammaEnd: 0,
  gammaSteps: 0,
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
  ema: 0.99,
  truncation: 1,
  optimizer: 'adam',
  gLr: 2e-3,
  dLr: 2e-3,
  beta1: 0.5,
  beta2: 0.999,
  batch: 256,
  seed: 1,
  steps: 0,
  backend: 'auto',
  speed: 'smooth',
  autostart: false,
}

/** Images: DCGAN after pytorch/examples, narrower, with batch norm in the generator alone. */
const IMAGES: Partial<RunConfig> = {
  model: 'dcgan',
  latent: 64,
  gNorm: 'batch',
  gLr: 5e-4,
  dLr: 5e-4,
  batch: 64,
  ema: 0.99,
}

const PER_DATASET: Partial<Record<DatasetId, Partial<RunConfig>>> = {
  lines: { std: 0.03 },
  spiral: { std: 0.03 },
  moons: { std: 0.05 },
  emoji: { size: 32 },
  own: { size: 32 },
}

/** The whole config a dataset starts with. */
export function defaultsFor(dataset: DatasetId): RunConfig {
  const images = datasetEntry(dataset).kind === 'images' ? IMAGES : {}
  return { ...structuredClone(POINTS), ...images, ...PER_DATASET[dataset], dataset }
}

/** The weight a penalty starts with: they live on scales of their own, from a clipping bound of 0.01 to WGAN-GP's 10. */
export function gammaFor(penalty: PenaltyId): number {
  return penaltyEntry(penalty).gamma ?? POINTS.gamma
}
