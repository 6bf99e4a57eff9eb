/**
 * What a run reports about itself, as plain data that crosses the worker and is handed to scripts.
 * The shapes named in the scripting handle are stable: add freely, rename or remove only with a migration.
 */
import type { AttributeName } from '../items/attributes.ts'
import type { DataCard } from '../items/data-card.ts'
import type { ItemSpec } from '../items/item-spec.ts'
import type { PairNames } from '../items/pairs.ts'
import type { Failure } from '../failure.ts'
import type { LayerSummary } from '../networks/layer-op.ts'

/** A tensor by name. dense [in, out]; conv [h, w, in, out]; transposed conv [h, w, out, in]. */
export interface NamedTensor {
  name: string
  shape: number[]
  data: Float32Array
}

/** What something that was never trained makes of the same sources. */
export interface BaselineFigures {
  /** Of src/worker/evaluation/restoring/baselines.ts. */
  id: string
  /** “Bicubic”. */
  label: string
  psnr: number
  /** Absent of sides below 11 pixels. */
  ssim?: number
  l1: number
  realism: number
}

/** What the figures of restored pictures are over, the same pictures at every look at the same data. */
export interface RestoredOver {
  pictures: number
  /** False where too few pictures are there to hold any back: the figures are then over training pictures. */
  heldOut: boolean
  /** How realism is measured: patches of the finest level of a Laplacian pyramid; features where pictures are too small for it. */
  realism: 'patches' | 'features'
  /** The best by PSNR first. */
  baselines: readonly BaselineFigures[]
}

/** Figures over fresh samples; absent where they do not apply. */
export interface Metrics {
  /** Modes that hold at least one sample within 3 standard deviations. */
  modes?: number
  modesTotal?: number
  /** Fraction in [0, 1] of samples within 3 standard deviations of their nearest mode. */
  highQuality?: number
  /** Σ p ln(K p) over nearest-mode shares of all samples, nats. */
  reverseKL?: number
  /** ½(Σ|pᵢ − 1/K| + p_off), p over all samples. */
  modeTV?: number
  diversity?: number
  coverage?: number
  density?: number
  precision?: number
  recall?: number
  swd?: number
  kid?: number
  /** Classes that hold at least 1 % of the judged fakes. */
  classes?: number
  classesTotal?: number
  /** ½Σ|pᵢ − 1/K| over the judged fakes. */
  classTV?: number
  /** Median distance fake → training item over that of items held out of training. */
  nearestTrainingRatio?: number
  /** How whole the fakes look: 1 as unseen real items, 0 as the same ones spoilt, below 0 where they are worse. */
  fidelity?: number
  /** How far D tells held-out reals from training ones, in units of training reals from fakes. */
  heldOutGap?: number
  /** Rows of a table: mean likeness of columns, and of pairs that hang together. */
  columnShapes?: number
  columnPairs?: number
  /** Share of the real categories that fakes have. */
  categoryCoverage?: number
  /** Categories of at least 2 % of the reals that fakes have not a tenth as often. */
  lostCategories?: number
  /** 1 where a logistic regression cannot tell fakes from reals. */
  detection?: number
  /** Share of fakes that are training rows to the last digit. */
  copiedRows?: number
  /** Share of fakes nearer to training than to held-out rows. */
  nearerToTraining?: number
  /** How often a near fake gives a training row away. */
  membershipAuc?: number
  /**
   * Restored pictures beside the true ones: mean over pictures of the peak signal-to-noise ratio in dB, of all channels on [0, 1]; of a
   * hole over missing pixels alone, as is L1. The others are the same of the best baseline by PSNR, whose name is `baseline`.
   */
  psnr?: number
  psnrBaseline?: number
  /** Mean structural similarity, Wang et al. 2004. */
  ssim?: number
  ssimBaseline?: number
  /** Mean distance from the true picture, on [0, 1]. */
  l1?: number
  l1Baseline?: number
  /** How far the restored pictures, taken together, are from looking like true ones: `restored` says through what. */
  realism?: number
  realismBaseline?: number
  baseline?: string
  /** Share of translated pictures that a judge of its own takes for the other class; and what it takes for their own of real ones. */
  flips?: number
  judged?: number
  /** Mean distance between a picture and what comes back of it; and between it and what it is translated into; on [0, 1]. */
  roundTrip?: number
  moved?: number
  translated?: Pick<RestoredOver, 'pictures' | 'heldOut'>
  /** What the figures of restoring are over, with every baseline. */
  restored?: RestoredOver
  /** How many generated samples the figures are over. */
  samples: number
}

export type VerdictKind =
  | 'warming-up'
  /** The data do not let it be judged: too few items, or all alike. The evidence says what would be needed. */
  | 'unjudged'
  | 'healthy'
  | 'mode-collapse'
  | 'discriminator-wins'
  | 'generator-wins'
  | 'oscillating'
  | 'memorising'
  /** The fakes are varied, but look spoilt beside real items. */
  | 'blurred'
  | 'diverged'

export interface Verdict {
  kind: VerdictKind
  /** Step at which this verdict began. */
  since: number
  evidence: string[]
  /** Ids of the catalogue's remedies that apply, best first; absent or empty while all is well. */
  remedies?: string[]
  /** True while the alarm stands but the newest looks no longer show its signs. */
  recovering?: boolean
}

/** Where the session stands. `failed` keeps the last good state. */
export type SessionState = 'idle' | 'preparing' | 'compiling' | 'ready' | 'running' | 'paused' | 'failed'

export interface Snapshot {
  step: number
  state: SessionState
  backend: string
  adapter: string
  lossG: number
  lossD: number
  /** Mean σ(D(x)) over the last batch of reals. */
  realScore: number
  /** Mean σ(D(G(z))) over the last batch of fakes. */
  fakeScore: number
  stepsPerSecond: number
  metrics: Metrics
  verdict: Verdict
}

/** What the engine costs per step. */
export interface Profile {
  recorded: boolean
  dispatchesPerStep: number
  submitsPerStep: number
  readbacksPerStep: number
  encodeMsPerStep: number
  /**
   * What was proved of faster ways to compute on this GPU before they were measured: by claim, the empty text where it holds,
   * else why it is off. Empty where nothing was to be proved.
   */
  proved: Readonly<Record<string, string>>
  gpuBytes: number
  tensors: number
  /**
   * Milliseconds from a move of the hand on the page, the first that nothing was drawn of, to the end of its drawing; the
   * last time, NaN before the first.
   */
  handMs: number
  /** The longest of the last 120 of them. */
  handWorstMs: number
}

/** How one update moved a layer that has weights. */
export interface LayerMove {
  /** The layer's name, as in LayerSummary. */
  name: string
  /** Euclidean norm of the objective's gradient with respect to the layer's weights. */
  gradNorm: number
  /** Euclidean norm of the layer's weights before the update. */
  weightNorm: number
  /** Euclidean norm of what the optimiser changed them by, clipping included. */
  change: number
}

/** What both networks were told in an update, of reals and fakes alike; absent: nothing of the kind. */
export interface ConditionsTrace {
  /** [n, classes] one-hot. */
  labels?: NamedTensor
  /** [n, …source]: the items these were to be made from. */
  source?: NamedTensor
  /** [n, choices]: chosen columns of a table. */
  row?: NamedTensor
}

export interface DiscriminatorTrace extends ConditionsTrace {
  real: NamedTensor
  /** [n, latent]; absent only where the generator has no latent. */
  noise?: NamedTensor
  fake: NamedTensor
  /** One an item: the mean of an item's logits where the discriminator gives several. */
  realLogits: number[]
  fakeLogits: number[]
  loss: number
  penalty: number
  gradNorm: number
  /**
   * Each real's, and each fake's, own share of the loss: `loss` is the sum of both means. Paired losses know one error a
   * pair, which stands with the real; the fakes' list is then empty.
   */
  realErrors: number[]
  fakeErrors: number[]
  /** One entry per layer with weights; empty where nothing was trained. */
  layers: LayerMove[]
}

export interface GeneratorTrace extends ConditionsTrace {
  noise?: NamedTensor
  fake: NamedTensor
  fakeLogits: number[]
  /** Each fake's own share of the adversarial loss; NaN for one that top-k leaves out. */
  fakeErrors: number[]
  /** Only for losses in which reals have a share of their own. */
  realErrors?: number[]
  layers: LayerMove[]
  /** Only where the generator's objective compares fakes with reals. */
  real?: NamedTensor
  realLogits?: number[]
  /** In a warm start: each fake was compared with its real, the loss is their mean distance, and D was not asked. */
  warm?: true
  loss: number
  gradNorm: number
}

/** The very numbers of one training step: one entry per discriminator update, then one generator update. */
export interface StepTrace {
  discriminator: DiscriminatorTrace[]
  generator: GeneratorTrace
}

/**
 * What is made of a step: all of it; the discriminator's or the generator's updates alone, which count as no step; or
 * a look forwards, which trains nothing.
 */
export type StepPart = 'both' | 'discriminator' | 'generator' | 'forwards'

/** A step, or a part of one, made to be looked at. */
export interface SlowStep {
  part: StepPart
  /** Steps done before it. */
  step: number
  /** How often this part was made alone at this step, this time included; 0 for `both` and `forwards`. */
  alone: number
  discriminator: DiscriminatorTrace[]
  /** Null where the generator was not trained. */
  generator: GeneratorTrace | null
}

/** One thing that was left out of a dataset, and why. */
export interface SkippedItem {
  name: string
  reason: Failure
  /** So many alike stand behind this one; left out for one. */
  count?: number
}

/** What was opened: counts, sizes, classes, and what could not be used. */
export interface DatasetSummary {
  id: string
  label: string
  /** What one item is. */
  item: ItemSpec
  /** Items, those held out of training (src/worker/data/split.ts) among them; 0 for a distribution that is sampled afresh. */
  count: number
  /** Side of a picture in pixels; 0 where items are no pictures. */
  size: number
  /** 1 gray, 3 RGB; 2 coordinates for points. */
  channels: number
  classes: string[]
  /** What else is told of each item; absent where nothing is. */
  attributes?: readonly AttributeName[]
  /** What both pictures of a pair are called; absent where pictures come alone. */
  pairs?: PairNames
  skipped: readonly SkippedItem[]
  /** What was understood of the person's own data; absent of built-in sets, and of data kept by an earlier edition. */
  card?: DataCard
  /** Points of a table: whether the stage draws each in the colour of its class (common/items/point-classes.ts). */
  coloured?: boolean
  /** Hex digest of the prepared bytes: with config and seed it names the run. */
  fingerprint: string
}

export interface NetworkSummary {
  layers: readonly LayerSummary[]
  parameters: number
}

/** The two networks of a run, and the length of a latent vector. */
export interface NetworksReport {
  generator: NetworkSummary
  discriminator: NetworkSummary
  latent: number
}

/** Which back end runs, on what, and why the better ones do not. */
export interface BackendReport {
  backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu'
  /** Adapter or renderer name, or what the CPU path uses: "SIMD, 2 threads". */
  adapter: string
  /** True when a software renderer stands in for a GPU. */
  software: boolean
  /** Whether products can be asked for in half precision. */
  halves?: boolean
  /** One sentence for each better back end that was not taken. */
  passedOver: { backend: string; reason: string }[]
}
