/**
 * The config of a run: plain data, one key per setting of the catalogue. Config, seed and dataset fingerprint decide a
 * run. Must not hold anything that cannot be written into a link.
 */
import type { BackendChoice, Precision } from '../catalog/backends.ts'
import type { AugmentId, DiversityId } from '../catalog/diversity.ts'
import type { ChannelsId, DatasetId, FitId } from '../catalog/datasets.ts'
import type { HoleId, RestoreSourceId } from '../restore/sources.ts'
import type { LossId } from '../catalog/losses.ts'
import type {
  ActivationId,
  ConditionalId,
  DiscriminatorNormId,
  GeneratorNormId,
  ModelId,
  PriorId,
} from '../catalog/models.ts'
import type { OptimizerId } from '../catalog/optimizers.ts'
import type { TransferId } from '../catalog/transfers.ts'
import type { PenaltyId } from '../catalog/penalties.ts'
import type { SettingKey } from '../catalog/settings/all.ts'
import type { SpeedId } from '../catalog/speeds.ts'
import type { ChosenTaskId } from '../catalog/tasks.ts'

export interface RunConfig {
  dataset: DatasetId
  modes: number
  radius: number
  std: number
  side: number
  gap: number
  /** Side of a picture in pixels. */
  size: number
  channels: ChannelsId
  fit: FitId
  /** Name of the column that another model would be asked for; empty: the data’s own, or none. */
  target: string
  task: ChosenTaskId
  /** What pictures are restored from, and how: see src/common/restore/restore-config.ts. */
  source: RestoreSourceId
  hole: HoleId
  sourceNoise: number
  sourceBlur: number
  mosaic: number
  edgeLevel: number
  /** Weight of the mean difference from the true picture. */
  l1: number
  /** What the generator's loss against the discriminator is multiplied by. */
  lively: number
  /** Classes that are translated, by their numbers. */
  from: number
  to: number
  /** Weights of what comes back from a round trip, and of what is of the wanted class already. */
  cycle: number
  identity: number
  /** Fakes of each class that D is shown again. */
  pool: number
  model: ModelId
  gLayers: number[]
  dLayers: number[]
  activation: ActivationId
  width: number
  latent: number
  prior: PriorId
  /** Whether and how the networks are told classes. */
  conditional: ConditionalId
  gNorm: GeneratorNormId
  dNorm: DiscriminatorNormId
  initScale: number
  loss: LossId
  penalty: PenaltyId
  gamma: number
  /** Where γ goes, over `gammaSteps` steps; 0 steps: it stays. */
  gammaEnd: number
  gammaSteps: number
  labelSmoothing: number
  dSteps: number
  /** Simulated updates of D that G's gradient flows through; 0: off. */
  unroll: number
  diversity: DiversityId
  /** Items per pack. */
  pack: number
  augment: AugmentId
  instanceNoise: number
  /** Steps over which instance noise fades to nothing; 0: never. */
  noiseSteps: number
  lecam: number
  featureMatching: number
  history: number
  /** Share of the fakes the generator learns from. */
  topK: number
  /** Steps between two looks back; 0: off. */
  lookahead: number
  ema: number
  /** What latents are multiplied by when samples are looked at; 1: as drawn. */
  truncation: number
  /** What both networks begin with. */
  transfer: TransferId
  /** Steps before the game in which G alone learns to redraw items from latents of their own; 0: none. */
  warmStart: number
  /** Deviation of what is added to those latents. */
  warmNoise: number
  warmRate: number
  optimizer: OptimizerId
  gLr: number
  dLr: number
  beta1: number
  beta2: number
  batch: number
  seed: number
  steps: number
  backend: BackendChoice
  precision: Precision
  speed: SpeedId
  autostart: boolean
}

/** Fails to compile when the config and the catalogue name different keys. */
type SameKeys = [Exclude<keyof RunConfig, SettingKey>, Exclude<SettingKey, keyof RunConfig>]
export const CONFIG_MATCHES_CATALOGUE: SameKeys extends [never, never] ? true : SameKeys = true
