/**
 * The config a dataset starts with. A link and a preset hold only what differs from it, so changing a default changes
 * what old links mean: do it with a note in the changelog.
 */
import { datasetEntry, type DatasetId } from '../catalog/datasets.ts'
import { penaltyEntry, type PenaltyId } from '../catalog/penalties.ts'
import type { KindId } from '../items/item-spec.ts'
import { USUAL_RESTORE } from '../restore/restore-config.ts'
import type { RunConfig } from './run-config.ts'

/** What the page opens on when the address says nothing. */
export const FIRST_DATASET: DatasetId = 'ring'

/** What depends on the kind of the items: networks that fit them, and rates that go with those. */
type KindDefaults = Pick<
  RunConfig,
  'model' | 'gLayers' | 'dLayers' | 'latent' | 'gNorm' | 'gLr' | 'dLr' | 'batch' | 'ema' | keyof Game
>

/** What the game is played by; rows of tables begin with another. */
const GAME = {
  loss: 'non-saturating',
  penalty: 'none',
  gamma: 0.01,
  beta2: 0.999,
  diversity: 'none',
  pack: 2,
} as const satisfies Partial<RunConfig>
type Game = Pick<RunConfig, keyof typeof GAME>

/** The rest. Ring: neighbours stand 15 σ apart, wide enough to see a mode go missing. */
const EVERY: Omit<RunConfig, 'dataset' | keyof KindDefaults> = {
  modes: 8,
  radius: 1,
  std: 0.05,
  side: 5,
  gap: 0.5,
  size: 28,
  channels: 'auto',
  fit: 'cover',
  target: '',
  task: 'imagine',
  ...USUAL_RESTORE,
  from: 0,
  to: 1,
  cycle: 1,
  identity: 0.5,
  pool: 50,
  activation: 'leaky-relu',
  width: 32,
  prior: 'normal',
  conditional: 'none',
  dNorm: 'none',
  initScale: 1,
  gammaEnd: 0,
  gammaSteps: 0,
  labelSmoothing: 0,
  dSteps: 1,
  unroll: 0,
  augment: 'none',
  instanceNoise: 0,
  noiseSteps: 0,
  lecam: 0,
  featureMatching: 0,
  history: 0,
  topK: 1,
  lookahead: 0,
  truncation: 1,
  transfer: 'none',
  warmStart: 0,
  warmNoise: 0.3,
  warmRate: 1e-3,
  optimizer: 'adam',
  beta1: 0.5,
  seed: 1,
  steps: 0,
  backend: 'auto',
  precision: 'exact',
  speed: 'smooth',
  autostart: false,
}

const LAYERS = { gLayers: [128, 128], dLayers: [128, 128] }

const PER_KIND = {
  /**
   * Small dense nets. Rates of 2e-3 with β₁ = 0.5 and an averaged generator cover 8 of 8 modes of the ring within 1,000 steps
   * for three seeds of three.
   */
  point: {
    ...LAYERS,
    ...GAME,
    model: 'mlp',
    latent: 2,
    gNorm: 'none',
    gLr: 2e-3,
    dLr: 2e-3,
    batch: 256,
    ema: 0.99,
  },
  /** DCGAN after pytorch/examples, narrower, with batch norm in the generator alone. */
  picture: {
    ...LAYERS,
    ...GAME,
    model: 'dcgan',
    latent: 64,
    gNorm: 'batch',
    gLr: 5e-4,
    dLr: 5e-4,
    batch: 64,
    ema: 0.99,
  },
  /**
   * CTGAN's game with what docs/tables.md found best for minutes on a laptop: small steps of narrow networks at five times the paper's
   * rates, and a critic that sees each row by itself. The paper's own are 500 rows in packs of 10, 256·256, 2e-4.
   */
  row: {
    model: 'ctgan',
    gLayers: [128, 128],
    dLayers: [128, 128],
    latent: 32,
    gNorm: 'batch',
    gLr: 1e-3,
    dLr: 1e-3,
    batch: 200,
    ema: 0.998,
    loss: 'wasserstein',
    penalty: 'gradient',
    gamma: 10,
    beta2: 0.9,
    diversity: 'none',
    pack: 10,
  },
} satisfies Record<KindId, KindDefaults>

/** What a dataset sets otherwise than others of its kind. */
const PER_DATASET: Partial<Record<DatasetId, Partial<RunConfig>>> = {
  lines: { std: 0.03 },
  spiral: { std: 0.03 },
  moons: { std: 0.05 },
  emoji: { size: 32 },
  avatars: { size: 16 },
  photos: { size: 32 },
  // Few rows: a quarter of them is a batch.
  penguins: { batch: 80 },
  wages: { batch: 100 },
  own: { size: 32 },
}

/** The whole config a dataset starts with. */
export function defaultsFor(dataset: DatasetId): RunConfig {
  const { item } = datasetEntry(dataset)
  return { ...EVERY, ...kindDefaults(item), ...PER_DATASET[dataset], dataset }
}

/** The networks and rates a kind of items begins with. */
export function kindDefaults(kind: KindId): KindDefaults {
  return structuredClone<KindDefaults>(PER_KIND[kind])
}

/** The weight a penalty starts with: they live on scales of their own, from a clipping bound of 0.01 to WGAN-GP's 10. */
export function gammaFor(penalty: PenaltyId): number {
  return penaltyEntry(penalty).gamma ?? GAME.gamma
}
