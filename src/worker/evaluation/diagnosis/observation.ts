/**
 * What the verdict is judged on: figures of the samples and of the two networks at one look. Nothing here knows the true
 * modes, so it can be had for any dataset. Plain data.
 */
import type { Fidelity } from '../fidelity/probe.ts'
import type { LossId } from '../../../common/catalog/losses.ts'

/** Figures of the training steps since the last look: means over the rows of the run's history. */
export interface StepFigures {
  /** Of the last step. */
  step: number
  lossD: number
  lossG: number
  /** Mean σ(D(x)) and σ(D(G(z))). */
  realScore: number
  fakeScore: number
  gradNormD: number
  gradNormG: number
  /** False when any figure of any step was not a finite number. */
  finite: boolean
}

/** Figures of one batch of fakes against the reals. */
export interface SampleFigures {
  /** Mean pairwise distance of the fakes over that of the reals. */
  diversity: number
  /** exp(entropy) of the fakes over bins fitted on reals, and what as many reals get. */
  effectiveModes: number
  realEffectiveModes: number
  /** exp(−KL(fakes‖reals)) over the bins: the share of the real mass that the fakes keep. */
  kept: number
  /** Share of the real mass in bins that hold under an eighth of the fakes they are due. */
  missing: number
  /** Share of ALL fakes in each bin, [K]. */
  shares: Float64Array
  /** Share of bins in which fakes and reals differ (z-test, α .05). */
  ndb: number
  /** Share of reals whose k-NN ball holds a fake; .97 for equal distributions. */
  coverage: number
  /** Share of fakes inside some real's k-NN ball. */
  precision: number
  /** How many fakes the figures are over. */
  samples: number
}

export interface Observation extends StepFigures, SampleFigures {
  /** The loss in force: says what the discriminator's loss is at chance. */
  loss: LossId
  /** Step at which the game began, after a warm start; absent: 0. */
  begun?: number
  /** Median distance fake→training over held-out→training. Only for datasets that can be learnt by heart. */
  nearestTrainingRatio?: number
  /**
   * How whole the fakes look, way by way (src/worker/evaluation/fidelity/probe.ts); null where it is a question but not
   * answered yet; absent where it is none.
   */
  fidelity?: Fidelity | null
  /** Parts of the data that the fakes of this look lack, in sentences; absent where such items have no parts to name. */
  lost?: readonly string[]
  /** How far D tells held-out reals from training ones, in units of training reals from fakes. */
  heldOutGap?: number
}
