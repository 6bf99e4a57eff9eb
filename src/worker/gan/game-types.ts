/**
 * The GAN as the rest of the engine sees it: two networks, a rule to train them, and what one step reports.
 * Knows tensors; knows no DOM, no worker, no back end by name.
 */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { ItemShape } from '../../common/items/item-shape.ts'
import type {
  NamedTensor,
  NetworkSummary,
  SlowStep,
  StepPart,
  StepTrace,
} from '../../common/protocol/report.ts'
import type { Conditions } from './networks/conditions.ts'
import type { LearntWeights } from './networks/learnt.ts'
import type { RowLayout } from './networks/row-layout.ts'

/** The range of an item's numbers, as the last layer of a dense generator gives it: all there are, or [−1, 1]. */
export type OutputActivation = 'linear' | 'tanh'

/**
 * What one update trains on. Each part is a tensor of the update's own, which the step disposes: drawn when it is first
 * looked at, so that an update which compares nothing draws no reals (batches/batch.ts).
 */
export interface Batch {
  /** [batch, …item]; pictures in [−1, 1]. */
  readonly real: Tensor
  /** [batch, latent]; null for a generator without a latent. */
  readonly noise: Tensor2D | null
  /** [batch, latent] a latent of each real's own, for a warm start; null for a run without. */
  readonly codes: Tensor2D | null
  /**
   * What both networks are told. It is told of the reals, and the fakes are made of the same: a pair, and what lies between
   * the two, is then of one class and one source. Nothing: `{}`.
   */
  readonly conditions: Conditions
}

/**
 * Where a step gets its inputs. Each call returns new tensors. All are pure functions of (seed, step, update), so that a
 * step can be repeated exactly.
 */
export interface Feed {
  /** Of update `update` of step `step`: 0 … k−1 are the discriminator's (k: `dSteps`), update k is the generator's. */
  batch(step: number, update: number): Batch
  /** Noise of a given shape from N(0, 1), e.g. for instance noise; `slot` tells several in one step apart. */
  normal(step: number, slot: number, shape: readonly number[]): Tensor
  /** U(−1, 1) of a shape, the same to the last bit on every back end: what layers leave to chance. Slots as above, of their own. */
  uniform(step: number, slot: number, shape: readonly number[]): Tensor
}

/** Figures of one step, [FIGURES.length] on the device: read back by whoever needs them, many steps at once. */
export type FigureRow = Tensor1D

/** Order of FigureRow: SERIES_COLUMNS without the step. */
export const FIGURES = [
  'lossD',
  'lossG',
  'realScore',
  'fakeScore',
  'gradNormD',
  'gradNormG',
  'penalty',
] as const

/** A saved or restored tensor's values by name. */
export type StateTensor = NamedTensor

export interface Game {
  /** All that is trained or kept from step to step, by the names that `save` gives. Not to be disposed. */
  readonly tensors: ReadonlyMap<string, Tensor>
  readonly itemShape: ItemShape
  /** Numbers of a latent; 0: the generator makes items of what it is told alone. */
  readonly latent: number
  /** Classes of a conditional game; 0: none. */
  readonly classes: number
  /** Numbers of a row's condition; 0: none. */
  readonly choices: number
  readonly generator: NetworkSummary
  readonly discriminator: NetworkSummary
  /**
   * Trains D k times, then G once, at `step` (0-based), with the config's live settings (rates, k, loss, smoothing,
   * noise, ema, clip …). Returns figures without reading them back. The caller disposes the row.
   */
  step(config: RunConfig, feed: Feed, step: number): FigureRow
  /**
   * As `step`, to the last bit, with a pause between the updates: meanwhile the game may be looked at, but not trained,
   * restored or disposed of.
   */
  stepInParts(config: RunConfig, feed: Feed, step: number, pause: () => Promise<void>): Promise<FigureRow>
  /** As `step`, and reads back the very numbers it used. */
  trace(config: RunConfig, feed: Feed, step: number): Promise<{ row: FigureRow; trace: StepTrace }>
  /**
   * A part of a step, made alone: see step/part-step.ts. Of the optimisers' clocks only that of the trained network goes on.
   * @param what `turn` tells the parts made at one step apart: each has draws of its own
   */
  tracePart(
    config: RunConfig,
    feed: Feed,
    step: number,
    what: { part: Exclude<StepPart, 'both'>; turn: number },
  ): Promise<Pick<SlowStep, 'discriminator' | 'generator'>>
  /**
   * [n, …item] from [n, latent]: through the averaged generator when `ema` > 0, with running statistics. Caller disposes.
   * @param latents null for a game without a latent, which must then be told something
   * @param conditions of each item; without labels a conditional game makes the classes in turn; without a row, rows are asked for
   * as often as the table has them; without a source, fixed pictures' are told
   * @param count items to be made where neither latents nor conditions say how many
   */
  sample(config: RunConfig, latents: Tensor2D | null, conditions?: Conditions, count?: number): Tensor
  /**
   * [n] raw logits of D on [n, …item], without touching running statistics; the mean of an item's logits where D gives
   * several (step/logits.ts). Caller disposes.
   * @param conditions of each item; without labels a conditional game is scored by the mean over all classes; without a row, each
   * by one of its own categories; without a source, by what is left of itself
   */
  score(items: Tensor, conditions?: Conditions): Tensor1D
  /**
   * [n, …item]: which way the objective of `step` draws each of n fakes while D stands still, −n·∂L_G/∂fake. Caller
   * disposes. @param real as many reals, for objectives that compare @param conditions as in `score`
   */
  generatorDirection(
    config: RunConfig,
    feed: Feed,
    step: number,
    fake: Tensor,
    real: Tensor,
    conditions?: Conditions,
  ): Tensor
  /** [n, …item]: ∂D/∂item, D's raw logit as `score` gives it. Caller disposes. */
  inputGradient(items: Tensor, conditions?: Conditions): Tensor
  /**
   * [n, n] products of the centred early features of latents [n, latent], as `sample` passes them. Caller disposes.
   * @param conditions absent: all classes alike in each
   */
  featureGram(config: RunConfig, latents: Tensor2D, conditions?: Conditions): Tensor2D
  /** [latent, latent] AᵀA of the generator's first matrix A. Caller disposes. */
  firstProduct(config: RunConfig): Tensor2D
  /** Current trainable weights in layer order. */
  weights(): Promise<{ generator: NamedTensor[]; discriminator: NamedTensor[] }>
  /** Everything needed to go on: weights, running statistics, moments, averages, update counts. */
  save(): Promise<StateTensor[]>
  /** Takes over a saved state; throws a GanvasError `checkpoint-mismatch` when names or shapes differ. */
  restore(tensors: readonly StateTensor[]): void
  /**
   * Takes over the generator's part of a saved state alone: weights, statistics, moments, averages, update count. The
   * discriminator stays as it was built. Throws as `restore`.
   */
  adoptGenerator(tensors: readonly StateTensor[]): void
  dispose(): void
}

/**
 * Builds both networks with seeded weights. Throws GanvasError `config-unsupported` for what cannot be built.
 * @param classes of a conditional game; 0 or absent: none
 * @param output what a dense generator ends in; absent: what is usual for the shape
 * @param rows of a table; absent: items are no rows
 * @param pictures whose sources are told where nobody gives any; absent: then a source must be given
 */
export type CreateGame = (
  config: RunConfig,
  itemShape: ItemShape,
  classes?: number,
  output?: OutputActivation,
  learnt?: LearntWeights | null,
  rows?: RowsInPlay | null,
  pictures?: UsualPictures | null,
) => Game

/** Fixed pictures, the same ones first at every look, [count, …item]. */
export interface UsualPictures {
  readonly items: (count: number) => Float32Array
  /** What each is made from; absent: pictures come alone. */
  readonly partners?: (count: number) => Float32Array
}

/** How a table's rows lie in an item, and what is told of them where nobody says anything. */
export interface RowsInPlay {
  readonly layout: RowLayout
  /** [count] choices, as often each as the table has them: the same ones at every look. */
  readonly usual: (count: number) => Int32Array
}
